//! Why a program could not be run. Never the fault of the program's author.

use std::io;
use std::path::{Path, PathBuf};

/// A program's file name: its folder is another one in every grading.
fn name(program: &Path) -> impl std::fmt::Display {
    program.file_name().unwrap_or(program.as_os_str()).display()
}

/// Why a program could not be run to an ending.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// It could not be started.
    #[error("cannot start {}", name(program))]
    Start {
        /// The program.
        program: PathBuf,
        /// The system's reason.
        #[source]
        source: io::Error,
    },
    /// The system failed while the program ran.
    #[error("cannot {doing} while {} runs", name(program))]
    System {
        /// What was tried.
        doing: &'static str,
        /// The program.
        program: PathBuf,
        /// The system's reason.
        #[source]
        source: io::Error,
    },
    /// A layer of the sandbox could not be laid, or its keeper has ended.
    #[error("the sandbox of {} {detail}", name(program))]
    Sandbox {
        /// The program.
        program: PathBuf,
        /// What its helper could not do.
        detail: String,
    },
    /// Something outside ended it, such as a system that is short of memory.
    #[error("{} was killed ({how}), perhaps because memory was short", name(program))]
    Killed {
        /// The program.
        program: PathBuf,
        /// How it ended.
        how: String,
    },
    /// Real time ran out while processor time did not: the machine was too busy.
    #[error(
        "{} was not done after {seconds} s of real time: the machine was busy, or it waits for something outside of virtual time",
        name(program)
    )]
    TooSlow {
        /// The program.
        program: PathBuf,
        /// The limit.
        seconds: u64,
    },
    /// Somebody has seen enough.
    #[error("it was interrupted")]
    Interrupted,
    /// The driver ended before it ran anything of the student's.
    #[error("{} did not start its cases: {detail}", name(program))]
    NoStart {
        /// The program.
        program: PathBuf,
        /// How it ended and its last words.
        detail: String,
    },
}
