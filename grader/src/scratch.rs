//! The folder that a grading works in, below the cache: it goes when the grading is over, and what
//! a killed grader has left goes when the next one starts.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// The folder in a cache where all work.
const WORK: &str = "work";

/// What the names of these folders begin with.
const PREFIX: &str = "grading-";

/// A folder to work in.
#[derive(Debug)]
pub struct Scratch {
    folder: PathBuf,
    /// Held for as long as somebody works there: the system releases it even for the killed.
    lock: File,
}

impl Scratch {
    /// A folder in a cache, after the removal of those that nobody works in any more.
    ///
    /// # Errors
    /// Where the cache cannot be written.
    pub fn open(cache_folder: &Path) -> io::Result<Self> {
        let all = cache_folder.join(WORK);
        fs::create_dir_all(&all)?;
        // Nobody may look for folders without a lock while another makes his.
        let door = File::create(all.join("door"))?;
        door.lock()?;
        sweep(&all)?;
        // Compilers may run as another user, who has to come through here.
        let passable = fs::Permissions::from_mode(0o711);
        let folder = tempfile::Builder::new().prefix(PREFIX).permissions(passable).tempdir_in(&all)?.keep();
        let lock = File::create(folder.join("lock"))?;
        lock.lock()?;
        Ok(Self { folder: folder.canonicalize()?, lock })
    }

    /// A file in it.
    pub(crate) fn lock_file(&self) -> PathBuf {
        self.folder.join("lock")
    }

    /// A new folder in it.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn folder(&self) -> io::Result<TempDir> {
        tempfile::Builder::new().prefix("build-").tempdir_in(&self.folder)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed is removed by the next grading.
        let _ = fs::remove_dir_all(&self.folder);
        let _ = self.lock.unlock();
    }
}

/// Removes the folders whose locks are free.
fn sweep(all: &Path) -> io::Result<()> {
    for (folder, _) in folders(all)?.into_iter().filter(|(_, is_in_use)| !is_in_use) {
        // Another user's, perhaps: it does no harm.
        let _ = fs::remove_dir_all(&folder);
    }
    Ok(())
}

/// The folders where somebody works or has worked, and whether somebody still does.
fn folders(all: &Path) -> io::Result<Vec<(PathBuf, bool)>> {
    let is_free = |lock: File| lock.try_lock().is_ok();
    let is_in_use = |folder: &Path| !File::open(folder.join("lock")).map_or(true, is_free);
    let entries = fs::read_dir(all)?.collect::<io::Result<Vec<_>>>()?;
    // Whatever else somebody has put there is not ours.
    let is_ours = |entry: &fs::DirEntry| entry.file_name().to_string_lossy().starts_with(PREFIX);
    let entries = entries.into_iter().filter(is_ours);
    let folders = entries.map(|entry| entry.path()).filter(|path| path.is_dir());
    Ok(folders
        .map(|folder| {
            let is_in_use = is_in_use(&folder);
            (folder, is_in_use)
        })
        .collect())
}

/// The folders in a cache where somebody works or has worked, by name, and whether somebody still does.
///
/// # Errors
/// Where the cache cannot be read.
pub(crate) fn worked_in(cache_folder: &Path) -> io::Result<Vec<(PathBuf, bool)>> {
    let all = cache_folder.join(WORK);
    let Ok(door) = File::open(all.join("door")) else { return Ok(Vec::new()) };
    door.lock()?;
    let mut found = folders(&all)?;
    found.sort();
    Ok(found)
}

/// Removes such a folder, unless somebody works there; whether it is gone.
///
/// # Errors
/// Where it cannot be removed.
pub(crate) fn remove(folder: &Path) -> io::Result<bool> {
    let all = folder.parent().unwrap_or(folder);
    let door = File::open(all.join("door"))?;
    door.lock()?;
    let is_in_use = folders(all)?.into_iter().any(|(other, is_in_use)| is_in_use && other == folder);
    if !is_in_use {
        fs::remove_dir_all(folder)?;
    }
    Ok(!is_in_use)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_killed_leave_is_removed_and_what_others_use_is_not() {
        let cache = TempDir::new().unwrap();
        let used = Scratch::open(cache.path()).unwrap();
        let killed = cache.path().join("work/grading-killed");
        fs::create_dir_all(killed.join("build-1")).unwrap();
        fs::write(killed.join("lock"), "").unwrap();
        let halfway = cache.path().join("work/grading-halfway");
        fs::create_dir(&halfway).unwrap();
        let foreign = cache.path().join("work/thesis");
        fs::create_dir(&foreign).unwrap();
        let other = Scratch::open(cache.path()).unwrap();
        assert!(foreign.exists(), "what we have not made is not ours");
        assert!(used.folder.exists() && other.folder.exists());
        assert!(!killed.exists() && !halfway.exists());
        let build = used.folder().unwrap();
        assert!(build.path().starts_with(&used.folder));
        let folder = used.folder.clone();
        drop(used);
        assert!(!folder.exists());
    }
}
