//! `grader pack`: a course as students get it, a workspace that cargo builds and tests on its own.
//!
//! The lessons and stubs are the course's; what builds, runs and judges them is what this program was built
//! with. Nothing of `solutions/` is read, and hidden checks are left out.

mod hidden;
mod lock;
mod manifest;
mod write;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use grader_judge::course::{self as definition, Course, CourseFile, Exercise, Problems};
use grader_judge::source::{Progress, progress};
use grader_runner::RunError;

pub use self::write::write;
use crate::carried;
use crate::course::{self, CourseError, LoadedCourse};

/// A course as students get it.
#[derive(Debug, Clone, PartialEq)]
pub struct Packed {
    /// The definition, as far as students see it.
    pub course: Course,
    /// All files by their path, but for the lockfile.
    pub files: BTreeMap<String, String>,
    /// How many checks are left out because they are hidden.
    pub hidden: usize,
    /// The points of these.
    pub hidden_points: f64,
    /// Files of the course with comments that are for their author.
    pub drafts: Vec<String>,
}

/// Why there is nothing to hand out. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// There is no course, or it is broken.
    #[error(transparent)]
    Course(#[from] CourseError),
    /// Stubs with something in them, perhaps answers.
    #[error(
        "students would get more than stubs: the functions that they are to write do more than `todo!()` in {}. \
         Put the stubs back, for instance with git", .files.join(", ")
    )]
    Begun {
        /// The files.
        files: Vec<String>,
    },
    /// Students would see no check of an exercise.
    #[error("all checks of the exercise `{exercise}` are hidden: give it one that students see")]
    AllHidden {
        /// Its id.
        exercise: String,
    },
    /// Without its hidden checks the course is none.
    #[error("without its hidden checks the course would be broken:\n\n{0}")]
    Broken(Problems),
    /// Something is there already.
    #[error("{} is there already, and nothing is overwritten: name a new folder or an empty one", path.display())]
    Taken {
        /// What is there.
        path: PathBuf,
    },
    /// cargo cannot be run.
    #[error(
        "cannot run `cargo`, which writes the lockfile: install Rust (https://rustup.rs) or put `cargo` on PATH"
    )]
    NoCargo(#[source] RunError),
    /// cargo made no lockfile.
    #[error("cargo could not write the lockfile, so nothing was packed. It said:\n{said}")]
    Lock {
        /// Its standard error.
        said: String,
    },
    /// Somebody has seen enough.
    #[error("it was interrupted; nothing was packed")]
    Interrupted,
    /// A file cannot be read or written.
    #[error("cannot {doing} {}; nothing was packed", path.display())]
    File {
        /// What was tried.
        doing: &'static str,
        /// With what.
        path: PathBuf,
        /// The system's reason.
        #[source]
        source: io::Error,
    },
}

/// A course in a folder, as students get it.
///
/// # Errors
/// Where the course cannot be read, a stub is none, or an exercise has only hidden checks.
pub fn course(folder: &Path) -> Result<Packed, PackError> {
    let loaded = course::load(folder)?;
    refuse_begun(&loaded)?;
    refuse_all_hidden(&loaded.course)?;
    let definitions = seen(&loaded.course, course::definitions(folder)?);
    let course = definition::read(&loaded.course.name, &definitions).map_err(PackError::Broken)?;
    let mut files = machinery();
    let own = definitions.into_iter().map(|file| (file.path, file.text));
    let stubs = loaded.course.exercises.iter().map(|one| (one.file.clone(), loaded.stubs[&one.id].clone()));
    let own: Vec<_> = own.chain(stubs).collect();
    let drafts = own.iter().filter(|(_, text)| is_draft(text)).map(|(path, _)| path.clone()).collect();
    let beside_lessons = texts(folder, BESIDE_LESSONS)?;
    let has_page = beside_lessons.iter().any(|(name, _)| name == "README.md");
    let root = text_of(&folder.join("src/lib.rs"))?.unwrap_or_else(|| root(&course));
    for (path, text) in own.into_iter().chain(beside_lessons).chain([("src/lib.rs".to_owned(), root)]) {
        files.insert(format!("exercises/{path}"), text);
    }
    // The licences of the grader are below `grader`; at the top is that of the course.
    files.extend(licences(&beside(folder))?);
    files.extend(licences(folder)?);
    files.insert("README.md".into(), readme(&course, has_page));
    let (hidden, hidden_points) = hidden_checks(&loaded.course);
    Ok(Packed { course, files, hidden, hidden_points, drafts })
}

/// What students get of a course where it has them: its first page, and what its definitions name for editors.
const BESIDE_LESSONS: [&str; 3] = ["README.md", "checks.schema.json", "course.schema.json"];

/// Settings of cargo, rustfmt and git.
const SETTINGS: [&str; 3] = [".cargo/config.toml", "rustfmt.toml", ".gitignore"];

/// What is the same in every course: all that runs and judges an answer, and the files that make a package
/// of the exercises.
fn machinery() -> BTreeMap<String, String> {
    let is_carried = |path: &str| {
        let of_package = path.starts_with("exercises/");
        let source = path.starts_with("grader/") && path.contains("/src/") && !is_test(path);
        of_package || source || SETTINGS.contains(&path)
    };
    let mut files: BTreeMap<String, String> = carried::all()
        .filter(|(path, _)| is_carried(path))
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .collect();
    for package in manifest::PACKAGES {
        files.insert(format!("{package}/Cargo.toml"), manifest::of_package(package));
    }
    for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
        files.insert(format!("grader/{licence}"), carried::text(licence).to_owned());
    }
    files.insert("Cargo.toml".into(), manifest::of_workspace());
    files
}

/// Whether a file of a package has nothing but its tests. Nobody runs them in a course, and there are answers
/// in them.
fn is_test(path: &str) -> bool {
    path.split('/').any(|part| part == "tests" || part == "tests.rs")
}

/// The definitions without what is hidden.
fn seen(course: &Course, files: Vec<CourseFile>) -> Vec<CourseFile> {
    let of = |file: &CourseFile| {
        let id = file.path.strip_prefix("checks/")?.strip_suffix(".toml")?;
        course.exercise(id).map(|exercise| hidden::without_hidden(&file.text, exercise))
    };
    files
        .into_iter()
        .map(|file| CourseFile { text: of(&file).unwrap_or(file.text), path: file.path })
        .collect()
}

fn refuse_begun(loaded: &LoadedCourse) -> Result<(), PackError> {
    let is_begun =
        |exercise: &&Exercise| progress(&loaded.stubs[&exercise.id], exercise) != Progress::NotStarted;
    let begun = loaded.course.exercises.iter().filter(is_begun);
    let files: Vec<_> = begun.map(|exercise| exercise.file.clone()).collect();
    if files.is_empty() { Ok(()) } else { Err(PackError::Begun { files }) }
}

fn refuse_all_hidden(course: &Course) -> Result<(), PackError> {
    let all_hidden = |exercise: &&Exercise| exercise.checks.iter().all(|check| check.hidden);
    match course.exercises.iter().find(all_hidden) {
        Some(exercise) => Err(PackError::AllHidden { exercise: exercise.id.clone() }),
        None => Ok(()),
    }
}

/// How many checks are hidden, and their points.
fn hidden_checks(course: &Course) -> (usize, f64) {
    let checks = course.exercises.iter().flat_map(|exercise| &exercise.checks);
    let points: Vec<f64> = checks.filter(|check| check.hidden).map(|check| check.points).collect();
    (points.len(), points.iter().sum())
}

/// The folder that a course lies in.
fn beside(folder: &Path) -> PathBuf {
    let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    real.parent().unwrap_or(&real).to_owned()
}

/// The licences in a folder, by their names.
fn licences(folder: &Path) -> Result<Vec<(String, String)>, PackError> {
    let failed = |source| PackError::File { doing: "read", path: folder.to_owned(), source };
    let entries = fs::read_dir(folder).map_err(failed)?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    texts(folder, names.filter(|name| name.starts_with("LICENSE")))
}

/// The texts of those files that are there, by their names.
fn texts(
    folder: &Path,
    names: impl IntoIterator<Item = impl Into<String>>,
) -> Result<Vec<(String, String)>, PackError> {
    let read = |name: String| Ok(text_of(&folder.join(&name))?.map(|text| (name, text)));
    names.into_iter().filter_map(|name| read(name.into()).transpose()).collect()
}

/// The text of a file, if there is one.
fn text_of(path: &Path) -> Result<Option<String>, PackError> {
    if !path.is_file() {
        return Ok(None);
    }
    let failed = |source| PackError::File { doing: "read", path: path.to_owned(), source };
    fs::read_to_string(path).map(Some).map_err(failed)
}

/// Whether a file still says to its author what to change, as `grader new` has written it.
fn is_draft(text: &str) -> bool {
    let comments = text.lines().map(|line| line.trim_start().trim_start_matches(['/', '#']));
    comments.into_iter().any(|comment| comment.trim_start().starts_with("Author:"))
}

/// The root of the exercises' crate, where a course has none.
fn root(course: &Course) -> String {
    include_str!("pack/root.rs.txt").replace("FIRST", first_file(course))
}

fn first_file(course: &Course) -> &str {
    course.exercises.first().map_or("src", |exercise| exercise.file.as_str())
}

/// The page at the top.
fn readme(course: &Course, has_page: bool) -> String {
    let page = if has_page { " [exercises/README.md](exercises/README.md) tells more." } else { "" };
    include_str!("pack/readme.md")
        .replace("FIRST", first_file(course))
        .replace("PAGE", page)
        .replace("RUST", env!("CARGO_PKG_RUST_VERSION"))
        .replace("COURSE", &course.name)
}
