//! `--report html=DIR`: a folder of pages that will be there whole or not at all.

use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use rustix::fs::{CWD, RenameFlags, renameat_with};

use crate::report::html::{self, INDEX, INSTRUCTOR, STUDENTS};
use crate::report::{Report, Setting};

/// So much of a page is read to see whether it is one of ours.
const HEAD: u64 = 4096;

/// Finds out before anything is graded whether the folder can be written: it must not be there, or be
/// empty, or be one that we wrote and nobody put anything into.
pub(super) fn check(path: &Path, parent: &Path) -> Result<()> {
    let failed = |why: &str| anyhow!("cannot write the report {}: {why}", path.display());
    if path.file_name().is_none() {
        bail!(failed("name a folder that does not exist yet, as in html=report"));
    }
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => bail!(failed(&error.to_string())),
        Ok(there) if !there.is_dir() => {
            bail!(failed("there is something, and it is no folder; name another one"))
        }
        Ok(_) => {
            if let Some(foreign) = foreign(path).map_err(|error| failed(&error.to_string()))? {
                let foreign = foreign.display();
                bail!(failed(&format!(
                    "the folder has something in it that is no such report: {foreign}. \
                     Name another folder, or move it away"
                )));
            }
        }
    }
    tempfile::tempdir_in(parent).map_err(|error| failed(&error.to_string()))?;
    Ok(())
}

/// Something in a folder that is no page of ours.
fn foreign(folder: &Path) -> std::io::Result<Option<PathBuf>> {
    let members = members(folder)?;
    let is_page =
        |path: &Path| path.extension().is_some_and(|extension| extension == "html") && path.is_file();
    for member in &members {
        let name = member.file_name().unwrap_or_default();
        let is_index = name == INDEX && is_ours(member)?;
        let is_folder = (name == INSTRUCTOR || name == STUDENTS)
            && !member.is_symlink()
            && members.iter().any(|other| other.ends_with(INDEX));
        if is_folder {
            if let Some(foreign) = self::members(member)?.into_iter().find(|page| !is_page(page)) {
                return Ok(Some(foreign));
            }
        } else if !is_index {
            return Ok(Some(member.clone()));
        }
    }
    Ok(None)
}

fn is_ours(page: &Path) -> std::io::Result<bool> {
    if !page.is_file() {
        return Ok(false);
    }
    let mut head = Vec::new();
    File::open(page)?.take(HEAD).read_to_end(&mut head)?;
    Ok(html::is_ours(&String::from_utf8_lossy(&head)))
}

fn members(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut members =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
    members.sort();
    Ok(members)
}

/// Writes all pages beside the place, and then puts them there.
pub(super) fn write(path: &Path, parent: &Path, report: &Report, setting: &Setting) -> Result<()> {
    // Somebody may have put something there meanwhile.
    check(path, parent)?;
    let context = || format!("cannot write the report {}", path.display());
    let new = tempfile::Builder::new()
        .prefix(".report-")
        .permissions(PermissionsExt::from_mode(0o755))
        .tempdir_in(parent)
        .with_context(context)?;
    for folder in [INSTRUCTOR, STUDENTS] {
        fs::create_dir(new.path().join(folder)).with_context(context)?;
    }
    for page in html::pages(report, setting) {
        fs::write(new.path().join(page.path), page.text).with_context(context)?;
    }
    put(new, path).with_context(context)
}

/// Puts a folder in the place of another, which goes.
fn put(new: tempfile::TempDir, path: &Path) -> std::io::Result<()> {
    if !path.exists() {
        let new = new.keep();
        return fs::rename(&new, path).inspect_err(|_| drop(fs::remove_dir_all(&new)));
    }
    // There is never a moment without a report; the folder that is removed is the old one then.
    match renameat_with(CWD, new.path(), CWD, path, RenameFlags::EXCHANGE) {
        Ok(()) => new.close(),
        Err(_) => replace(new, path),
    }
}

/// The same where the file system cannot exchange.
fn replace(new: tempfile::TempDir, path: &Path) -> std::io::Result<()> {
    let old = new.path().with_extension("old");
    fs::rename(path, &old)?;
    let new = new.keep();
    fs::rename(&new, path).inspect_err(|_| drop(fs::rename(&old, path)))?;
    fs::remove_dir_all(old)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(members: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::TempDir::new().unwrap();
        for (path, text) in members {
            let path = folder.path().join("report").join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    fn refused(members: &[(&str, &str)]) -> Option<String> {
        let folder = folder(members);
        let path = folder.path().join("report");
        check(&path, folder.path()).err().map(|error| format!("{error:#}"))
    }

    const OURS: (&str, &str) = ("index.html", "<meta name=\"generator\" content=\"grader 0.1.0\">");

    #[test]
    fn only_what_is_ours_is_replaced() {
        assert_eq!(refused(&[]), None);
        assert_eq!(refused(&[OURS, ("students/a.html", ""), ("instructor/a.html", "")]), None);
        for (members, named) in [
            (&[("index.html", "<h1>my site</h1>")][..], "index.html"),
            (&[OURS, ("notes.txt", "")], "notes.txt"),
            (&[OURS, ("students/a.html", ""), ("students/grades.csv", "")], "grades.csv"),
            (&[OURS, ("students/a/b.html", "")], "students/a"),
            (&[("students/a.html", "")], "students"),
        ] {
            let said = refused(members).unwrap_or_default();
            assert!(said.contains(named) && said.contains("another folder"), "{members:?}: {said}");
        }
    }

    #[test]
    fn a_link_or_a_file_is_not_replaced() {
        let folder = folder(&[OURS]);
        let [link, file] = ["link", "file"].map(|name| folder.path().join(name));
        std::os::unix::fs::symlink(folder.path().join("report"), &link).unwrap();
        fs::write(&file, "").unwrap();
        for path in [link, file, PathBuf::from("..")] {
            assert!(check(&path, folder.path()).is_err(), "{}", path.display());
        }
    }

    #[test]
    fn a_folder_takes_the_place_of_another() {
        for put in [put, replace] {
            let folder = folder(&[OURS, ("students/old.html", "")]);
            let path = folder.path().join("report");
            let new = tempfile::tempdir_in(folder.path()).unwrap();
            fs::write(new.path().join("index.html"), "new").unwrap();
            put(new, &path).unwrap();
            assert_eq!(fs::read_to_string(path.join("index.html")).unwrap(), "new");
            assert_eq!(members(&path).unwrap().len(), 1);
            assert_eq!(members(folder.path()).unwrap(), [path]);
        }
    }
}
