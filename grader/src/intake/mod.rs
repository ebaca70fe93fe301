//! From paths to submissions: finds the files that a course names, and reads nothing else.
//!
//! A path is a submission (a checkout of the workspace, of `exercises`, loose files, one file, or
//! an archive of these) or a class: a folder whose members are submissions. Nothing is ever
//! unpacked: the few files that count are read from where they lie, within limits.

mod archive;
mod contents;
mod folder;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use grader_judge::course::{Course, Exercise};
use tracing::info;

use self::archive::Kind;

/// A submission that was found and has not been read: a class of a thousand does not fit into memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// Unique among the submissions that are graded together.
    pub name: String,
    place: Place,
}

/// Where a submission is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    Folder(PathBuf),
    Archive(PathBuf, Kind),
    /// The file of one exercise.
    File(PathBuf, String),
    /// Why it is none, as a sentence for the student.
    Refused(String),
}

/// What one student handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// Unique among the submissions that are graded together.
    pub name: String,
    /// For each exercise of the course, by id, what was found.
    pub files: BTreeMap<String, Handed>,
}

/// What was handed in for an exercise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Handed {
    /// The text of its file.
    Text(String),
    /// There is no such file, but one whose name is like it.
    Renamed(String),
    /// Why the file was not taken, as a sentence for the student.
    Refused(String),
    /// Why it could not be read, through no fault of the student's.
    Unreadable(String),
}

/// What is in a path.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// In the order of their names.
    pub submissions: Vec<Located>,
    /// Members of a class that are neither folders nor archives.
    pub passed_over: Vec<PathBuf>,
}

/// Why a path is no submission. The others are graded.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// There is nothing there, or it cannot be looked at.
    #[error("cannot read {}; see that it is there, and that you may read it", path.display())]
    Read {
        /// The path.
        path: PathBuf,
        /// The system's reason.
        #[source]
        source: io::Error,
    },
    /// A file that the course does not name, and no archive.
    #[error("{} is no submission: expected a folder, a .zip, a .tar.gz or one of {expected}", path.display())]
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
pub fn submissions(course: &Course, path: &Path) -> Result<Found, IntakeError> {
    let found = found(course, path)?;
    info!(?path, submissions = found.submissions.len(), passed_over = found.passed_over.len(), "took in");
    Ok(found)
}

fn found(course: &Course, path: &Path) -> Result<Found, IntakeError> {
    let failed = |source| IntakeError::Read { path: path.to_owned(), source };
    let single = |submission| Found { submissions: vec![submission], ..Found::default() };
    if !fs::metadata(path).map_err(failed)?.is_dir() {
        return file(course, path).map(single);
    }
    if folder::has_course_file(course, path) {
        return Ok(single(folder(path)));
    }
    let members = members(path).map_err(failed)?;
    if members.iter().any(|member| is_submission(course, member)) {
        return Ok(class(members));
    }
    Ok(single(folder(path)))
}

impl Located {
    /// Reads what the course names.
    pub fn read(&self, course: &Course) -> Submission {
        let files = match &self.place {
            Place::Folder(path) => folder::contents(course, path).files_of(course),
            Place::Archive(path, kind) => match archive::contents(course, path, *kind) {
                Ok(contents) => contents.files_of(course),
                Err(why) => of_all(course, &why),
            },
            Place::File(path, exercise) => BTreeMap::from([(exercise.clone(), folder::take(path))]),
            Place::Refused(why) => of_all(course, &Handed::Refused(why.clone())),
        };
        Submission { name: self.name.clone(), files }
    }
}

/// Makes names unique by numbering repeated ones: `smith`, `smith (2)`. Returns those that were.
pub fn number_repeated_names(submissions: &mut [Located]) -> Vec<String> {
    let (mut taken, mut repeated) = (BTreeSet::new(), Vec::new());
    for submission in submissions {
        let mut name = submission.name.clone();
        let mut number = 2;
        while !taken.insert(name.clone()) {
            name = format!("{} ({number})", submission.name);
            number += 1;
        }
        if number > 2 {
            repeated.push(submission.name.clone());
        }
        submission.name = name;
    }
    repeated
}

/// What is in a folder, by name; what begins with a dot is no submission.
fn members(path: &Path) -> io::Result<Vec<PathBuf>> {
    let mut members = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let name = entry.file_name();
        if !name.to_string_lossy().starts_with('.') && name != archive::LEFTOVERS {
            members.push(entry.path());
        }
    }
    members.sort();
    Ok(members)
}

/// Whether a member shows that its folder is a class.
fn is_submission(course: &Course, member: &Path) -> bool {
    // A link to a folder was put there by whoever keeps the class.
    let has_files = |folder: &Path| folder.is_dir() && folder::has_course_file(course, folder);
    has_files(member)
        || Kind::of(member).is_some()
        || match inner(member) {
            Inner::Nothing => false,
            Inner::Folder(only) => has_files(&only),
            Inner::Archive(..) | Inner::Several(_) => true,
        }
}

fn class(members: Vec<PathBuf>) -> Found {
    let mut found = Found::default();
    for member in members {
        if member.is_dir() {
            found.submissions.push(member_folder(&member));
        } else if let Some(kind) = Kind::of(&member) {
            found.submissions.push(archived(&member, kind));
        } else {
            found.passed_over.push(member);
        }
    }
    found
}

/// A student's folder in a class. Platforms put the archive that was handed in into it, and those who
/// unpack archives get a folder in it: where that is all there is, it is the submission.
fn member_folder(member: &Path) -> Located {
    let place = match inner(member) {
        Inner::Nothing => Place::Folder(member.to_owned()),
        Inner::Folder(only) => Place::Folder(only),
        Inner::Archive(only, kind) => Place::Archive(only, kind),
        Inner::Several(names) => {
            Place::Refused(format!("There are several things here: {}. Hand in one.", names.join(", ")))
        }
    };
    Located { name: name(member), place }
}

/// What a student's folder has in it instead of source files.
enum Inner {
    /// Source files, or nothing that may be a submission.
    Nothing,
    Folder(PathBuf),
    Archive(PathBuf, Kind),
    /// More than one thing, and archives among them: their names.
    Several(Vec<String>),
}

fn inner(folder: &Path) -> Inner {
    if !folder::sources(folder).is_empty() {
        return Inner::Nothing;
    }
    let (mut folders, mut archives) = (Vec::new(), Vec::new());
    for member in members(folder).unwrap_or_default() {
        // A link would lead out of the submission.
        let Ok(about) = fs::symlink_metadata(&member) else { continue };
        match Kind::of(&member) {
            _ if about.is_dir() => folders.push(member),
            Some(kind) if about.is_file() => archives.push((member, kind)),
            _ => {}
        }
    }
    match (folders.as_slice(), archives.as_slice()) {
        ([only], []) => Inner::Folder(only.clone()),
        ([], [(only, kind)]) => Inner::Archive(only.clone(), *kind),
        (_, []) => Inner::Nothing,
        _ => Inner::Several(
            archives.iter().map(|(archive, _)| archive).chain(&folders).map(|path| name(path)).collect(),
        ),
    }
}

fn file(course: &Course, path: &Path) -> Result<Located, IntakeError> {
    if let Some(kind) = Kind::of(path) {
        return Ok(archived(path, kind));
    }
    let exercise =
        course.exercises.iter().find(|exercise| Path::new(&exercise.file).file_name() == path.file_name());
    let Some(exercise) = exercise else {
        let files = course.exercises.iter().map(|exercise| exercise.file.as_str());
        let expected = files.collect::<Vec<_>>().join(", ");
        return Err(IntakeError::NotOfTheCourse { path: path.to_owned(), expected });
    };
    Ok(Located { name: name(path), place: Place::File(path.to_owned(), exercise.id.clone()) })
}

fn folder(path: &Path) -> Located {
    Located { name: name(path), place: Place::Folder(path.to_owned()) }
}

fn archived(path: &Path, kind: Kind) -> Located {
    let name = name(path);
    let stem = name.len().checked_sub(kind.suffix().len()).and_then(|end| name.get(..end));
    let name = stem.filter(|stem| !stem.is_empty()).unwrap_or(&name).to_owned();
    Located { name, place: Place::Archive(path.to_owned(), kind) }
}

/// The same for every exercise.
fn of_all(course: &Course, handed: &Handed) -> BTreeMap<String, Handed> {
    course.exercises.iter().map(|exercise| (exercise.id.clone(), handed.clone())).collect()
}

/// Where a file may lie in a submission: a checkout of the workspace, of `exercises`, or loose.
pub(crate) fn places(exercise: &Exercise) -> impl Iterator<Item = String> {
    let loose = Path::new(&exercise.file).file_name().map(|name| name.to_string_lossy().into_owned());
    [Some(format!("exercises/{}", exercise.file)), Some(exercise.file.clone()), loose].into_iter().flatten()
}

/// The last part of a path; what of it is not UTF-8 is replaced. A link has its own name, and `.` that
/// of the folder.
fn name(path: &Path) -> String {
    let folder = path.canonicalize().unwrap_or_default();
    path.file_name()
        .or_else(|| folder.file_name())
        .map_or_else(|| "submission".into(), |name| name.to_string_lossy().into_owned())
}
