//! A submission that is a folder.
//!
//! Its files are opened one folder after the other, without following links: a submission leads
//! nowhere but into itself.

use std::fs::{self, File};
use std::io::{self, Read};
use std::os::fd::OwnedFd;
use std::path::Path;

use grader_judge::course::Course;
use rustix::fs::{CWD, Mode, OFlags, openat};

use super::contents::{self, Contents, LARGEST_FILE};
use super::{Handed, places};

/// The most names of other files that are looked at in a folder.
const MOST_NAMES: usize = 1000;

/// Whether a folder has a file of the course at a place where it may lie.
pub(super) fn has_course_file(course: &Course, folder: &Path) -> bool {
    course.exercises.iter().flat_map(places).any(|place| exists(&folder.join(place)))
}

/// What a folder contains of a course.
pub(super) fn contents(course: &Course, folder: &Path) -> Contents {
    let all = course.exercises.iter().flat_map(places);
    let found = all.filter(|place| exists(&folder.join(place)));
    let files = found.map(|place| {
        let handed = taken(open_beneath(folder, &place), Path::new(&place));
        (place, handed)
    });
    Contents { files: files.collect(), sources: sources(folder) }
}

/// A file that was named by itself.
pub(super) fn take(path: &Path) -> Handed {
    let name = Path::new(path.file_name().unwrap_or_default());
    taken(openat(CWD, path, file_flags(), Mode::empty()).map_err(io::Error::from), name)
}

/// Whether there is anything, a link that leads nowhere and a file in a folder that is closed to us
/// included: reading it tells.
fn exists(path: &Path) -> bool {
    match fs::symlink_metadata(path) {
        Ok(_) => true,
        Err(error) => !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory),
    }
}

/// Files of Rust where those of the course would lie.
pub(super) fn sources(folder: &Path) -> Vec<String> {
    let mut sources = Vec::new();
    for place in ["", "src/", "src/bin/", "exercises/", "exercises/src/", "exercises/src/bin/"] {
        let Ok(entries) = fs::read_dir(folder.join(place)) else { continue };
        let names = entries.take(MOST_NAMES).filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        sources.extend(names.filter(|name| name.ends_with(".rs")).map(|name| format!("{place}{name}")));
    }
    sources.sort();
    sources
}

/// Opens a file in a folder, none of whose parts may be a link.
fn open_beneath(folder: &Path, place: &str) -> io::Result<OwnedFd> {
    let directory = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let mut at = openat(CWD, folder, directory, Mode::empty())?;
    let mut parts = place.split('/').peekable();
    while let Some(part) = parts.next() {
        let flags = if parts.peek().is_some() { directory | OFlags::NOFOLLOW } else { file_flags() };
        at = openat(&at, part, flags, Mode::empty())?;
    }
    Ok(at)
}

/// A link is not followed, and a FIFO or a device is not waited for.
fn file_flags() -> OFlags {
    OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC
}

fn taken(opened: io::Result<OwnedFd>, path: &Path) -> Handed {
    match opened.map(File::from).and_then(read) {
        Ok(bytes) => contents::text(bytes),
        Err(error) if is_no_file(&error) => Handed::Refused(contents::NO_FILE.into()),
        Err(error) => Handed::Unreadable(contents::unreadable(path, &error)),
    }
}

/// Reads a regular file, up to one byte more than is allowed.
fn read(mut file: File) -> io::Result<Vec<u8>> {
    if !file.metadata()?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file"));
    }
    let mut bytes = Vec::new();
    (&mut file).take(LARGEST_FILE + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Whether a link or a special file was handed in, itself or on the way.
fn is_no_file(error: &io::Error) -> bool {
    use rustix::io::Errno;
    let links = [Errno::LOOP, Errno::NOTDIR, Errno::MLINK, Errno::NXIO].map(Errno::raw_os_error);
    error.kind() == io::ErrorKind::InvalidInput
        || error.raw_os_error().is_some_and(|number| links.contains(&number))
}
