//! Writes files: all of them, or none.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

use super::{File, Made, PlatformError, failed};

/// Writes what was made, in place of what is there only where that is wanted.
///
/// # Errors
/// Where something is there, or a file cannot be written.
pub fn write(made: &Made, replace: bool) -> Result<(), PlatformError> {
    let taken = made.files.iter().map(|file| &file.path).filter(|path| is_there(path));
    // A folder is never replaced.
    let taken: Vec<_> = taken.filter(|path| !replace || path.is_dir()).cloned().collect();
    if !taken.is_empty() {
        return Err(PlatformError::Taken { paths: taken });
    }
    // What can go wrong has gone wrong before the first gets its name.
    let staged = made.files.iter().map(stage).collect::<Result<Vec<_>, _>>()?;
    for (file, staged) in made.files.iter().zip(staged) {
        let persisted =
            if replace { staged.persist(&file.path) } else { staged.persist_noclobber(&file.path) };
        persisted.map_err(|error| failed("write", &file.path)(error.error))?;
    }
    Ok(())
}

/// A link that leads nowhere is something, too.
fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Writes a file beside its place; it goes again if it is not moved there.
fn stage(file: &File) -> Result<NamedTempFile, PlatformError> {
    let folder = file.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let failed = |source| PlatformError::File { doing: "write", path: file.path.clone(), source };
    fs::create_dir_all(folder).map_err(failed)?;
    // As anybody else's new file: the user's mask takes away from this.
    let usual = fs::Permissions::from_mode(0o666);
    let mut staged = Builder::new().permissions(usual).tempfile_in(folder).map_err(failed)?;
    staged.write_all(&file.bytes).map_err(failed)?;
    Ok(staged)
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    fn made(folder: &Path, names: &[&str]) -> Made {
        let file = |name: &&str| File {
            path: folder.join(name),
            bytes: b"new".to_vec(),
            purpose: "a test".to_owned(),
        };
        Made { files: names.iter().map(file).collect(), next: Default::default() }
    }

    #[test]
    fn what_is_there_is_named_and_replaced_only_where_that_is_wanted() {
        let folder = TempDir::new().unwrap();
        let (old, other) = (folder.path().join("old"), folder.path().join("other"));
        fs::write(&old, "old").unwrap();
        let both = made(folder.path(), &["other", "old"]);
        let refused = write(&both, false).unwrap_err().to_string();
        assert!(refused.contains("old is there already") && refused.contains("--force"), "{refused}");
        assert!(!other.exists());
        assert_eq!(fs::read(&old).unwrap(), b"old");
        write(&both, true).unwrap();
        assert_eq!([fs::read(&old).unwrap(), fs::read(&other).unwrap()], [b"new", b"new"]);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn where_one_file_cannot_be_written_none_is() {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("file"), "").unwrap();
        let error = write(&made(folder.path(), &["a", "file/b"]), true).unwrap_err();
        assert!(error.to_string().contains("file/b, so nothing was written"), "{error}");
        assert!(!folder.path().join("a").exists());
        fs::create_dir(folder.path().join("folder")).unwrap();
        let refused = write(&made(folder.path(), &["a", "folder"]), true);
        assert!(matches!(refused, Err(PlatformError::Taken { .. })) && !folder.path().join("a").exists());
    }
}
