//! `grader init`: what a platform needs to grade with this grader.
//!
//! Each platform has a file here, and its templates in `grader/platform`. Files are written whole, all of
//! them or none, and only with `--force` in place of others.

mod archive;
mod classroom50;
mod github;
mod gradescope;
mod origin;
mod template;
mod write;

use std::io;
use std::path::{Path, PathBuf};

pub use self::classroom50::classroom50;
pub use self::github::github;
pub use self::gradescope::gradescope;
pub use self::origin::Origin;
pub use self::write::write;
use crate::course::CourseError;
use crate::pack::PackError;

/// What is asked for, whatever the platform.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The folder of the course.
    pub course: PathBuf,
    /// Where what is made goes: the repository for GitHub, the archive for Gradescope, a folder for
    /// Classroom 50.
    pub out: PathBuf,
    /// Where the platform gets the grader from, if that is said.
    pub origin: Option<Origin>,
}

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Where.
    pub path: PathBuf,
    /// What stands in it.
    pub bytes: Vec<u8>,
    /// What it is for.
    pub purpose: String,
}

/// What a platform needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The files.
    pub files: Vec<File>,
    /// What to do with them, in three steps.
    pub next: [String; 3],
}

/// Why there is nothing for a platform. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum PlatformError {
    /// There is no course, or it is broken.
    #[error(transparent)]
    Course(#[from] CourseError),
    /// The course cannot be shown to students.
    #[error(transparent)]
    Pack(#[from] PackError),
    /// Files are there already.
    #[error("{} is there already, and nothing was written: choose another --out, or replace it with --force",
        .paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(" and "))]
    Taken {
        /// Which.
        paths: Vec<PathBuf>,
    },
    /// The course does not lie in the repository that is to grade itself.
    #[error("the course {} is not in the repository {}: name the repository's folder with --out", course.display(), repository.display())]
    Elsewhere {
        /// The course.
        course: PathBuf,
        /// The repository.
        repository: PathBuf,
    },
    /// A path that would have to be quoted in a workflow.
    #[error("a workflow takes no such path as {path:?}: rename it to letters, digits, `.`, `_`, `-` and `/`")]
    Unquotable {
        /// The path from the repository.
        path: String,
    },
    /// Nobody knows where the platform gets the grader from.
    #[error(
        "{why}: say where the platform gets the grader from, with --from URL@REV (a git repository, and a commit or tag of it)"
    )]
    NoOrigin {
        /// Why it is not known.
        why: &'static str,
    },
    /// A file cannot be read or written.
    #[error("cannot {doing} {}, so nothing was written", path.display())]
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

/// A failure to do something with a file.
fn failed(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> PlatformError {
    move |source| PlatformError::File { doing, path: path.to_owned(), source }
}
