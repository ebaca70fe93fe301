//! From paths to submissions: finds the files that a course names, and reads nothing else.
//!
//! A path is a submission (a checkout of the workspace, of `exercises`, loose files, or one
//! file) or a class: a folder whose members are submissions. Files are opened without following
//! links, and only regular ones.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{self, Read};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use grader_judge::course::{Course, Exercise};

/// The largest file that is read, in bytes: a hundred times a long exercise.
const LARGEST_FILE: u64 = 1 << 20;

/// What one student handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// Unique among the submissions that are graded together.
    pub name: String,
    /// For each exercise of the course, by id, what was found; nothing where there is no file.
    pub files: BTreeMap<String, Handed>,
}

/// A file that was handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Handed {
    /// Its text.
    Text(String),
    /// Why it was not taken, as a sentence for the student.
    Refused(String),
    /// Why it could not be read, through no fault of the student's.
    Unreadable(String),
}

/// Why a path is no submission. The others are graded.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// There is nothing there, or it cannot be looked at.
    #[error("cannot read {}", path.display())]
    Read {
        /// The path.
        path: PathBuf,
        /// The system's reason.
        #[source]
        source: io::Error,
    },
    /// A file that the course does not name.
    #[error("{} is not a file of the course: expected a folder or one of {expected}", path.display())]
    NotOfTheCourse {
        /// The path.
        path: PathBuf,
        /// Names of files.
        expected: String,
    },
}

/// Finds all submissions of a path.
///
/// # Errors
/// Where the path cannot be read or is no part of the course.
pub fn submissions(course: &Course, path: &Path) -> Result<Vec<Submission>, IntakeError> {
    let failed = |source| IntakeError::Read { path: path.to_owned(), source };
    if fs::metadata(path).map_err(failed)?.is_file() {
        return Ok(vec![single_file(course, path)?]);
    }
    if has_course_file(course, path) {
        return Ok(vec![folder(course, path)]);
    }
    let members = members(path).map_err(failed)?;
    if members.iter().any(|member| has_course_file(course, member)) {
        return Ok(members.iter().map(|member| folder(course, member)).collect());
    }
    Ok(vec![folder(course, path)])
}

/// Makes names unique by numbering repeated ones: `smith`, `smith (2)`.
pub fn number_repeated_names(submissions: &mut [Submission]) {
    let mut taken = std::collections::BTreeSet::new();
    for submission in submissions {
        let mut name = submission.name.clone();
        let mut number = 2;
        while !taken.insert(name.clone()) {
            name = format!("{} ({number})", submission.name);
            number += 1;
        }
        submission.name = name;
    }
}

/// The folders in a folder, by name; what begins with a dot is no submission.
fn members(path: &Path) -> io::Result<Vec<PathBuf>> {
    let mut members = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        // A link to a folder was put there by whoever keeps the class.
        if !hidden && fs::metadata(entry.path()).is_ok_and(|member| member.is_dir()) {
            members.push(entry.path());
        }
    }
    members.sort();
    Ok(members)
}

fn single_file(course: &Course, path: &Path) -> Result<Submission, IntakeError> {
    let exercise =
        course.exercises.iter().find(|exercise| Path::new(&exercise.file).file_name() == path.file_name());
    let Some(exercise) = exercise else {
        let expected =
            course.exercises.iter().map(|exercise| exercise.file.as_str()).collect::<Vec<_>>().join(", ");
        return Err(IntakeError::NotOfTheCourse { path: path.to_owned(), expected });
    };
    let files = BTreeMap::from([(exercise.id.clone(), take(path))]);
    Ok(Submission { name: name(path), files })
}

fn folder(course: &Course, path: &Path) -> Submission {
    let handed = |exercise: &Exercise| {
        let found: Vec<_> = places(exercise).filter(|place| exists(&path.join(place))).collect();
        let handed = match found.as_slice() {
            [] => return None,
            [place] => take(&path.join(place)),
            [first, others @ ..] => Handed::Refused(format!(
                "There are several files for this exercise: {first} and {}. Hand in one.",
                others.join(" and ")
            )),
        };
        Some((exercise.id.clone(), handed))
    };
    Submission { name: name(path), files: course.exercises.iter().filter_map(handed).collect() }
}

/// Where a file may lie in a submission: a checkout of the workspace, of `exercises`, or loose.
fn places(exercise: &Exercise) -> impl Iterator<Item = String> {
    let loose = Path::new(&exercise.file).file_name().map(|name| name.to_string_lossy().into_owned());
    [Some(format!("exercises/{}", exercise.file)), Some(exercise.file.clone()), loose].into_iter().flatten()
}

fn has_course_file(course: &Course, folder: &Path) -> bool {
    course.exercises.iter().flat_map(places).any(|place| exists(&folder.join(place)))
}

/// Whether there is anything, a link that leads nowhere and a file in a folder that is closed
/// to us included: reading it tells.
fn exists(path: &Path) -> bool {
    match fs::symlink_metadata(path) {
        Ok(_) => true,
        Err(error) => !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory),
    }
}

fn name(path: &Path) -> String {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    path.file_name().map_or_else(|| "submission".into(), |name| name.to_string_lossy().into_owned())
}

fn take(path: &Path) -> Handed {
    match read(path) {
        Ok(bytes) if bytes.len() as u64 > LARGEST_FILE => {
            Handed::Refused(format!("The file is larger than {} KiB.", LARGEST_FILE >> 10))
        }
        Ok(bytes) => String::from_utf8(bytes)
            .map_or_else(|_| Handed::Refused("The file is not UTF-8 text.".into()), Handed::Text),
        Err(error) if is_no_file(&error) => Handed::Refused("It is a link or no regular file.".into()),
        Err(error) => Handed::Unreadable(format!("cannot read {}: {error}", path.display())),
    }
}

/// Reads a regular file, up to one byte more than is allowed. A link is not followed, and a
/// FIFO or a device is not waited for.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut file = OpenOptions::new().read(true).custom_flags(open_flags()).open(path)?;
    if !file.metadata()?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file"));
    }
    let mut bytes = Vec::new();
    (&mut file).take(LARGEST_FILE + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Whether a link or a special file was handed in.
fn is_no_file(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::InvalidInput
        || error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error())
}

fn open_flags() -> i32 {
    let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
    i32::try_from(flags.bits()).expect("flags of open fit an int")
}
