//! What is wrong with a store, and what to do about it.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// Why a store cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is none.
    #[error("there is no store {}; `grader grade SUBMISSIONS --store FILE` makes one", path.display())]
    NotThere {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("{} is no store of results; name another file", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// A newer grader has written it.
    #[error(
        "the store {} is of a newer grader (version {found}, and this one knows up to {known}): update the \
         grader, or name another file", path.display()
    )]
    Newer {
        /// The store.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The newest that this program knows.
        known: i64,
    },
    /// There is no place for one.
    #[error("there is no folder {} for the store; make it first", folder.display())]
    NoFolder {
        /// Where it should be.
        folder: PathBuf,
    },
    /// It cannot be written.
    #[error("cannot write to the store {}: see that you may write it and its folder", path.display())]
    ReadOnly {
        /// The store.
        path: PathBuf,
        /// What the database said.
        #[source]
        source: rusqlite::Error,
    },
    /// The disk is full.
    #[error("no space is left for the store {}: free some, and run the same command again", path.display())]
    Full {
        /// The store.
        path: PathBuf,
        /// What the database said.
        #[source]
        source: rusqlite::Error,
    },
    /// The file is damaged.
    #[error(
        "the store {} is damaged; take it out of a backup, or name another file (`sqlite3 FILE .recover` \
         may save what is in it)", path.display()
    )]
    Damaged {
        /// The store.
        path: PathBuf,
        /// What the database said.
        #[source]
        source: rusqlite::Error,
    },
    /// There is no such run in it.
    #[error("there is no run {run} in {}; `grader history` lists them", path.display())]
    NoRun {
        /// The store.
        path: PathBuf,
        /// The number that was asked for.
        run: i64,
    },
    /// Nothing was ever graded with it.
    #[error("nothing is in the store {} yet", path.display())]
    Empty {
        /// The store.
        path: PathBuf,
    },
    /// A report in it cannot be read.
    #[error("cannot read a report in the store {}", path.display())]
    Report {
        /// The store.
        path: PathBuf,
        /// Why.
        #[source]
        source: serde_json::Error,
    },
    /// The file that keeps two graders apart.
    #[error("cannot write {}, which keeps two graders from one store: see that you may write its folder", path.display())]
    Lock {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        #[source]
        source: io::Error,
    },
    /// Somebody has seen enough.
    #[error("it was interrupted before anything was graded")]
    Interrupted,
    /// Anything else.
    #[error("cannot use the store {}", path.display())]
    Other {
        /// The store.
        path: PathBuf,
        /// What the database said.
        #[source]
        source: rusqlite::Error,
    },
}

impl StoreError {
    /// Whether it is the machine's fault, and not the user's.
    pub fn is_of_the_machine(&self) -> bool {
        use StoreError::{Damaged, Full, Interrupted, Lock, Other, ReadOnly, Report};
        matches!(
            self,
            ReadOnly { .. }
                | Full { .. }
                | Damaged { .. }
                | Report { .. }
                | Lock { .. }
                | Interrupted
                | Other { .. }
        )
    }
}

/// What an error of the database means for a store.
pub(super) fn of(path: &Path) -> impl Fn(rusqlite::Error) -> StoreError {
    let path = path.to_owned();
    move |source| {
        let path = path.clone();
        match source.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => StoreError::Foreign { path },
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                StoreError::ReadOnly { path, source }
            }
            Some(ErrorCode::DiskFull) => StoreError::Full { path, source },
            Some(ErrorCode::DatabaseCorrupt) => StoreError::Damaged { path, source },
            _ => StoreError::Other { path, source },
        }
    }
}
