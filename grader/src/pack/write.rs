//! Writes a packed course into a folder: all of it, or nothing.

use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use tempfile::{Builder, TempDir};

use super::{PackError, Packed, lock};

/// Writes a course into a folder that is empty or not there.
///
/// # Errors
/// Where the folder has something in it or cannot be written, or cargo makes no lockfile.
pub fn write(packed: &Packed, out: &Path) -> Result<(), PackError> {
    let failed = |source| PackError::File { doing: "write", path: out.to_owned(), source };
    let is_there = match fs::read_dir(out).map(|mut members| members.next().is_none()) {
        Ok(true) => true,
        Ok(false) => return Err(PackError::Taken { path: out.to_owned() }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            return Err(PackError::Taken { path: out.to_owned() });
        }
        Err(error) => return Err(failed(error)),
    };
    // Beside it, or in it: on its disk, where whole folders are moved at once.
    let beside = out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let staged = stage(packed, if is_there { out } else { beside }).map_err(failed)?;
    lock::write(staged.path())?;
    if is_there { move_members(&staged, out) } else { fs::rename(staged.path(), out) }.map_err(failed)
}

/// Writes all files into a new folder, which goes again if it is not moved.
fn stage(packed: &Packed, below: &Path) -> io::Result<TempDir> {
    // As anybody else's new folder: the user's mask takes away from this.
    let usual = fs::Permissions::from_mode(0o777);
    let staged = Builder::new().prefix(".packing-").permissions(usual).tempdir_in(below)?;
    for (path, text) in &packed.files {
        let path = staged.path().join(path);
        fs::create_dir_all(path.parent().expect("it lies in the folder"))?;
        fs::write(path, text)?;
    }
    Ok(staged)
}

/// Moves all members of a folder into an empty one that it lies in.
fn move_members(staged: &TempDir, out: &Path) -> io::Result<()> {
    let members: Vec<_> =
        fs::read_dir(staged.path())?.map(|entry| Ok(entry?.file_name())).collect::<io::Result<_>>()?;
    let moved = |name: &std::ffi::OsString| fs::rename(staged.path().join(name), out.join(name));
    let result = members.iter().try_for_each(moved);
    if result.is_err() {
        for name in &members {
            // Back, to go with the rest.
            let _ = fs::rename(out.join(name), staged.path().join(name));
        }
    }
    result
}
