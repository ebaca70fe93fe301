//! The kits that are in a cache, and their removal.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::{Contents, LIST};

/// A kit in a cache, or what is there of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stored {
    /// Its folder.
    pub(crate) folder: PathBuf,
    /// What it was built by and with; `None` where it is not whole.
    pub(crate) made_by: Option<String>,
    /// Whether a grader uses it or builds it.
    pub(crate) is_in_use: bool,
}

/// All kits of a cache, by name.
///
/// # Errors
/// Where the cache cannot be read.
pub(crate) fn stored(cache_folder: &Path) -> io::Result<Vec<Stored>> {
    let mut kits = Vec::new();
    for entry in fs::read_dir(cache_folder)? {
        let folder = entry?.path();
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        if is_name_of_ours(&name) && folder.is_dir() {
            let contents = fs::read(folder.join(LIST)).ok();
            let contents = contents.and_then(|text| serde_json::from_slice::<Contents>(&text).ok());
            let is_in_use = lock(&folder)?.is_none();
            let made_by = contents.map(|contents| contents.made_by);
            kits.push(Stored { folder, made_by, is_in_use });
        }
    }
    kits.sort_by(|one, other| one.folder.cmp(&other.folder));
    Ok(kits)
}

/// Whether it is what a kit is called, or one that is being built: `kit-0123456789abcdef.building-42`.
fn is_name_of_ours(name: &str) -> bool {
    let Some(rest) = name.strip_prefix("kit-") else { return false };
    let (key, building) = rest.split_once(".building-").unwrap_or((rest, "0"));
    key.len() == 16
        && key.bytes().all(|byte| byte.is_ascii_hexdigit())
        && building.bytes().all(|byte| byte.is_ascii_digit())
}

/// Removes a kit, unless somebody uses or builds it; whether it is gone.
///
/// # Errors
/// Where it cannot be removed.
pub(crate) fn remove(folder: &Path) -> io::Result<bool> {
    let Some(_alone) = lock(folder)? else { return Ok(false) };
    // Without its list it is no kit any more, however far this gets.
    match fs::remove_file(folder.join(LIST)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    fs::remove_dir_all(folder)?;
    Ok(true)
}

/// Both locks of a kit: nobody builds it, and nobody uses it. They are files without content, and stay: who
/// waits for one has it open.
fn lock(folder: &Path) -> io::Result<Option<[Option<File>; 2]>> {
    // That of a kit that is being built is named after the kit.
    let building = try_lock(&folder.with_extension("lock"))?;
    let used = try_lock(&folder.join(LIST))?;
    Ok(match (building, used) {
        (Lock::Taken, _) | (_, Lock::Taken) => None,
        (Lock::Ours(building), Lock::Ours(used)) => Some([building, used]),
    })
}

/// What became of the attempt to lock a file.
enum Lock {
    /// Somebody else has it.
    Taken,
    /// It is ours, if there is such a file.
    Ours(Option<File>),
}

fn try_lock(path: &Path) -> io::Result<Lock> {
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Lock::Ours(None)),
        file => file?,
    };
    match file.try_lock() {
        Ok(()) => Ok(Lock::Ours(Some(file))),
        Err(TryLockError::WouldBlock) => Ok(Lock::Taken),
        Err(TryLockError::Error(error)) => Err(error),
    }
}
