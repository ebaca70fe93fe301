//! Finds a course on disk and reads it: definitions, stubs and references.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use grader_judge::course::{self, Course, CourseFile, Problems};
use tracing::info;

/// A course with the texts that grading needs beside its definition.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadedCourse {
    /// The definition.
    pub course: Course,
    /// The files that it was read from.
    pub definitions: Vec<CourseFile>,
    /// The stub of each exercise, by id, where it is known.
    pub stubs: BTreeMap<String, String>,
    /// The reference of each exercise, by id, where there is one.
    pub references: BTreeMap<String, String>,
}

/// Why there is no course to grade with.
#[derive(Debug, thiserror::Error)]
pub enum CourseError {
    /// None was named and none found.
    #[error(
        "there is no course here: no folder `exercises` with a folder `checks` in {} or above it. \
         Name one with --course DIR", start.display()
    )]
    NotFound {
        /// Where the search began.
        start: PathBuf,
    },
    /// The folder that was named is none.
    #[error("{} is no course: it has no folder `checks` with a file for each exercise", folder.display())]
    NoChecks {
        /// The folder.
        folder: PathBuf,
    },
    /// A file cannot be read.
    #[error("cannot read {}, which the course needs", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        #[source]
        source: io::Error,
    },
    /// The definition is wrong.
    #[error("the course is broken:\n\n{0}")]
    Problems(Problems),
}

/// The course that a user means: the folder named, or the nearest `exercises/` upward.
///
/// # Errors
/// Where there is none.
pub fn find(named: Option<&Path>, start: &Path) -> Result<PathBuf, CourseError> {
    if let Some(folder) = named {
        return Ok(folder.to_owned());
    }
    start
        .ancestors()
        .map(|folder| folder.join("exercises"))
        .find(|folder| folder.join("checks").is_dir())
        .ok_or_else(|| CourseError::NotFound { start: start.to_owned() })
}

/// Reads the course in a folder. References are looked for in `solutions/` beside it.
///
/// # Errors
/// Where a file cannot be read or the definition is wrong; all problems of all files at once.
pub fn load(folder: &Path) -> Result<LoadedCourse, CourseError> {
    let mut loaded = load_without_stubs(folder)?;
    for exercise in &loaded.course.exercises {
        loaded.stubs.insert(exercise.id.clone(), read(&folder.join(&exercise.file))?);
    }
    let (exercises, references) = (loaded.course.exercises.len(), loaded.references.len());
    info!(?folder, course = ?loaded.course.name, exercises, references, "read the course");
    Ok(loaded)
}

/// As [`load()`], for the folder that a student works in: its files are no stubs any more, and may be
/// missing.
///
/// # Errors
/// As [`load()`].
pub fn load_without_stubs(folder: &Path) -> Result<LoadedCourse, CourseError> {
    let files = definitions(folder)?;
    let course = course::read(&name(folder), &files).map_err(CourseError::Problems)?;
    let mut references = BTreeMap::new();
    for exercise in &course.exercises {
        let reference = solutions(folder).join(&exercise.file);
        if reference.exists() {
            references.insert(exercise.id.clone(), read(&reference)?);
        }
    }
    Ok(LoadedCourse { course, definitions: files, stubs: BTreeMap::new(), references })
}

/// The folder of references and other answers, beside that of a course.
pub fn solutions(folder: &Path) -> PathBuf {
    // Where a link leads to the course, its solutions are where the course really is.
    let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    real.parent().unwrap_or(&real).join("solutions")
}

/// What reports call a course that has no name of its own: its folder.
fn name(folder: &Path) -> String {
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    folder.file_name().map_or_else(|| "course".into(), |name| name.to_string_lossy().into_owned())
}

/// `course.toml`, if there is one, and all of `checks/*.toml`, by name.
///
/// # Errors
/// Where there are none, or one cannot be read.
pub(crate) fn definitions(folder: &Path) -> Result<Vec<CourseFile>, CourseError> {
    let no_checks = || CourseError::NoChecks { folder: folder.to_owned() };
    let mut names: Vec<String> = fs::read_dir(folder.join("checks"))
        .map_err(|_| no_checks())?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| Path::new(name).extension().is_some_and(|extension| extension == "toml"))
        .map(|name| format!("checks/{name}"))
        .collect();
    if names.is_empty() {
        return Err(no_checks());
    }
    names.sort();
    if folder.join("course.toml").exists() {
        names.insert(0, "course.toml".into());
    }
    names.into_iter().map(|path| Ok(CourseFile { text: read(&folder.join(&path))?, path })).collect()
}

fn read(path: &Path) -> Result<String, CourseError> {
    fs::read_to_string(path).map_err(|source| CourseError::Read { path: path.to_owned(), source })
}
