//! `grader new`: the files of a new exercise, which work as they are and tell their author what to change.
//!
//! Nothing is ever overwritten, and the definition is written last: until all is there, the course is what
//! it was.

mod name;
mod template;
mod write;

use std::io;
use std::path::{Path, PathBuf};

use grader_judge::course::{self as definition, CourseFile, Problems};

pub use self::name::NameError;
use self::template::{Side, Template};
use crate::course::{self, CourseError};

/// The exercise that an author wants.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Its id.
    pub name: String,
    /// Its title; made of the name where there is none.
    pub title: Option<String>,
    /// Whether it is a whole program.
    pub is_program: bool,
}

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Its place in the course.
    pub order: i64,
    /// Whether the course begins with it.
    pub is_first: bool,
    /// The files, and what each is for.
    pub files: Vec<(PathBuf, &'static str)>,
}

/// Why there is no new exercise. Nothing was written, or all of it was removed again.
#[derive(Debug, thiserror::Error)]
pub enum ScaffoldError {
    /// It cannot have that name.
    #[error(transparent)]
    Name(#[from] NameError),
    /// The title says nothing, or breaks its line.
    #[error("a title is a line of text, such as \"Try again later\"; this one is {title:?}")]
    Title {
        /// What was given.
        title: String,
    },
    /// Something has that name already.
    #[error("{} is there already, and nothing is overwritten: choose another name, or remove it", path.display())]
    Taken {
        /// What is there.
        path: PathBuf,
    },
    /// There is no course to add it to, or that is broken.
    #[error(transparent)]
    Course(#[from] CourseError),
    /// The last exercise has the highest number that there is.
    #[error("no `order` comes after that of the last exercise, {last}: give that one a lower number")]
    NoOrder {
        /// Its order.
        last: i64,
    },
    /// With the new exercise the course would be broken.
    #[error("the course would be broken with it:\n\n{0}")]
    Broken(Problems),
    /// A file cannot be written.
    #[error("cannot write {}; nothing was added to the course", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        #[source]
        source: io::Error,
    },
}

/// Adds an exercise to the end of a course, or begins one: in a folder that is not there, or that has nothing
/// in it but perhaps an empty folder `checks`.
///
/// # Errors
/// Where the name is no name or taken, the course is broken, or a file cannot be written.
pub fn add(folder: &Path, wanted: &Wanted) -> Result<Made, ScaffoldError> {
    name::check(&wanted.name, wanted.is_program)?;
    let folder = &folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let title = title(wanted)?;
    let (order, mut definitions) = if is_empty(folder) { (1, Vec::new()) } else { next(folder)? };
    let templates = template::of(wanted.is_program);
    let text = |template: &Template| template.filled(&wanted.name, &title, order);
    let files: Vec<_> = templates
        .iter()
        .map(|template| (path(folder, template, &wanted.name), text(template), template.purpose))
        .collect();
    refuse_taken(folder, &wanted.name, files.iter().map(|(path, ..)| path.clone()))?;

    let is_first = definitions.is_empty();
    let checks = templates.last().expect("the definition comes last");
    definitions.push(CourseFile { path: checks.place(&wanted.name), text: text(checks) });
    definition::read("course", &definitions).map_err(ScaffoldError::Broken)?;
    write::all(files.iter().map(|(path, text, _)| (path.as_path(), text.as_str())))?;
    Ok(Made { order, is_first, files: files.into_iter().map(|(path, _, purpose)| (path, purpose)).collect() })
}

/// The place after the last exercise, and the definitions of the course.
fn next(folder: &Path) -> Result<(i64, Vec<CourseFile>), ScaffoldError> {
    let course = course::load(folder)?.course;
    let last = course.exercises.last().map_or(0, |last| last.order);
    let order = last.max(0).checked_add(1).ok_or(ScaffoldError::NoOrder { last })?;
    Ok((order, course::definitions(folder)?))
}

/// Whether a course can begin there.
fn is_empty(folder: &Path) -> bool {
    let is_empty = |folder: &Path| folder.read_dir().is_ok_and(|mut members| members.next().is_none());
    !folder.exists() || is_empty(folder) || is_empty(&folder.join("checks"))
}

fn title(wanted: &Wanted) -> Result<String, ScaffoldError> {
    let Some(title) = &wanted.title else { return Ok(name::as_title(&wanted.name)) };
    let trimmed = title.trim();
    if trimmed.is_empty() || trimmed.contains(char::is_control) {
        return Err(ScaffoldError::Title { title: title.clone() });
    }
    Ok(trimmed.to_owned())
}

/// Where a file belongs.
fn path(folder: &Path, template: &Template, name: &str) -> PathBuf {
    let place = template.place(name);
    match template.side {
        Side::Course => folder.join(place),
        Side::Solutions => course::solutions(folder).join(place),
    }
}

fn refuse_taken(
    folder: &Path,
    name: &str,
    files: impl Iterator<Item = PathBuf>,
) -> Result<(), ScaffoldError> {
    let solutions = course::solutions(folder);
    let folders = ["accepted", "wrong"].map(|kind| solutions.join(kind).join(name));
    // A link that leads nowhere is there as well.
    match files.chain(folders).find(|path| path.symlink_metadata().is_ok()) {
        Some(path) => Err(ScaffoldError::Taken { path }),
        None => Ok(()),
    }
}
