//! Writes files that were not there: all of them, or none.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::ScaffoldError;

/// What has been made so far, to be removed again where not all of it can be.
#[derive(Default)]
struct Begun {
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
}

/// Writes all of these files in this order, and the folders that they need.
pub(super) fn all<'a>(files: impl IntoIterator<Item = (&'a Path, &'a str)>) -> Result<(), ScaffoldError> {
    let mut begun = Begun::default();
    let result = files.into_iter().try_for_each(|(path, text)| begun.write(path, text));
    if result.is_err() {
        begun.remove();
    }
    result
}

impl Begun {
    fn write(&mut self, path: &Path, text: &str) -> Result<(), ScaffoldError> {
        if let Some(folder) = path.parent() {
            self.make_folder(folder)?;
        }
        let open = OpenOptions::new().write(true).create_new(true).open(path);
        let mut file = open.map_err(|source| match source.kind() {
            io::ErrorKind::AlreadyExists => ScaffoldError::Taken { path: path.to_owned() },
            _ => cannot_write(path, source),
        })?;
        self.files.push(path.to_owned());
        file.write_all(text.as_bytes()).map_err(|source| cannot_write(path, source))
    }

    fn make_folder(&mut self, folder: &Path) -> Result<(), ScaffoldError> {
        if folder.as_os_str().is_empty() || folder.is_dir() {
            return Ok(());
        }
        if let Some(above) = folder.parent() {
            self.make_folder(above)?;
        }
        fs::create_dir(folder).map_err(|source| cannot_write(folder, source))?;
        self.folders.push(folder.to_owned());
        Ok(())
    }

    /// Removes what was made. What cannot be removed belongs to no exercise: the definition comes last.
    fn remove(&self) {
        for file in &self.files {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

fn cannot_write(path: &Path, source: io::Error) -> ScaffoldError {
    ScaffoldError::Write { path: path.to_owned(), source }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    #[test]
    fn where_one_file_cannot_be_written_none_is() {
        let folder = TempDir::new().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("kept"), "as it was").unwrap();
        let (new, taken, below) = (path("a/b/new"), path("kept"), path("kept/below"));
        for bad in [&taken, &below] {
            assert!(all([(new.as_path(), "new"), (bad.as_path(), "bad")]).is_err());
            assert!(!path("a").exists());
            assert_eq!(fs::read_to_string(&taken).unwrap(), "as it was");
        }
        all([(new.as_path(), "new")]).unwrap();
        assert_eq!(fs::read_to_string(new).unwrap(), "new");
    }
}
