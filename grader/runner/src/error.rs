//! Why a program could not be run. Never the fault of the program's author.

use std::io;
use std::path::PathBuf;

/// Why a program could not be run to an ending.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// It could not be started.
    #[error("cannot start {}", program.display())]
    Start {
        /// The program.
        program: PathBuf,
        /// The system's reason.
        #[source]
        source: io::Error,
    },
    /// The system failed while the program ran.
    #[error("cannot {doing} while {} runs", program.display())]
    System {
        /// What was tried.
        doing: &'static str,
        /// The program.
        program: PathBuf,
        /// The system's reason.
        #[source]
        source: io::Error,
    },
    /// Real time ran out while processor time did not: the machine was too busy.
    #[error("{} was not done after {} s of real time", program.display(), seconds)]
    TooSlow {
        /// The program.
        program: PathBuf,
        /// The limit.
        seconds: u64,
    },
    /// The driver ended before it ran anything of the student's.
    #[error("{} did not start its cases: {detail}", program.display())]
    NoStart {
        /// The program.
        program: PathBuf,
        /// How it ended and its last words.
        detail: String,
    },
}
