//! How a case ended.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::{Location, Place, TaskId, nanos};

/// How a case ended. The first group is reported by the world from inside the process; the
/// second is seen by the parent, and takes down all later cases of the same process.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// The call returned a value.
    Returned,
    /// The call panicked.
    Panicked {
        /// The panic's message.
        message: String,
        /// The student's line, where it is known.
        at: Option<Location>,
    },
    /// Nothing is left that could ever wake the call.
    Stuck {
        /// Virtual time of the last thing that happened.
        #[serde(with = "nanos")]
        since: Duration,
        /// What each task that is not done waits for, and each thread of student code's own.
        waiting: Vec<Waiting>,
    },
    /// Tasks were polled without end while time stood still.
    Livelock {
        /// Virtual time at which it stood still.
        #[serde(with = "nanos")]
        at: Duration,
        /// The tasks that were polled most, by their numbers, and where they are in each poll.
        #[serde(default)]
        polled: Vec<Waiting>,
    },
    /// Student code moved the clock itself, as `tokio::time::advance` does, instead of waiting.
    ClockMoved {
        /// To when, at the end of the poll that did it.
        #[serde(with = "nanos")]
        to: Duration,
    },
    /// The call was still busy after all the virtual time it had.
    TimeLimit {
        /// That much.
        #[serde(with = "nanos")]
        limit: Duration,
    },

    /// The process ended by itself, with this code, before it was done; or a program did, with a code other
    /// than 0.
    Exited {
        /// The exit code.
        code: i32,
    },
    /// The process aborted itself.
    Aborted,
    /// Recursion without end, or very large values on the stack.
    StackOverflow,
    /// The code asked the system for something that a submission may not have, and was ended for it.
    Forbidden {
        /// The system call, as its manual page is called; `None` where only that much is known.
        call: Option<String>,
    },
    /// The process was ended by a signal that none of the other endings explains.
    Signalled {
        /// The signal's number.
        signal: i32,
    },
    /// A limit was reached.
    Limit(LimitKind),
}

/// A limit that a process can reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LimitKind {
    /// Processor time.
    Cpu,
    /// Address space.
    Memory,
    /// Bytes on standard output and standard error.
    Output,
    /// Bytes of a file that it wrote.
    FileSize,
    /// Events and bytes of the trace.
    Trace,
}

/// What a task or a thread waits for, as far as it is known.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Waiting {
    /// The task.
    pub task: TaskId,
    /// Whether it is not the task that waits, but a thread that its code made.
    #[serde(default)]
    pub thread: bool,
    /// The type of what it waits for, such as `oneshot::Receiver`; empty where unknown.
    pub what: String,
    /// Where that was made; empty where unknown.
    pub places: Vec<Place>,
    /// Where it waits for it, innermost first; empty where unknown.
    #[serde(default)]
    pub at: Vec<Place>,
}
