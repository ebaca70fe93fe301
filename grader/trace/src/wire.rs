//! The two directions of the socket between a grader and the process that runs student code.
//!
//! Down goes one [`Job`], as one line of JSON. Up come [`Message`]s, one JSON object a line:
//!
//! ```text
//! {"nonce":"6f…","record":{"hello":{"version":12}}}
//! {"nonce":"6f…","record":{"begin":{"case":0}}}
//! {"nonce":"6f…","record":{"events":{"case":0,"ways":[["src/basic_wait.rs:14",81]],"events":[[0,0,{"timer":[0]},0]]}}}
//! {"nonce":"6f…","record":{"end":{"case":0,"ending":"returned","value":{"duration":1000000},"elapsed":1000000,"unfinished":0}}}
//! {"nonce":"6f…","record":"done"}
//! ```
//!
//! The nonce is made after the process has started and is told to nobody else, so a line that
//! lacks it was not written by the harness. Times are nanoseconds of virtual time.

mod again;
mod told;

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

pub use again::Again;
pub use told::{Told, Ways};

use crate::{Ending, Limits, Places, Value, nanos};

/// The version of both directions. It changes with any change of what is said in them.
pub const VERSION: u32 = 12;

/// The descriptor by which a process in a sandbox has the folder open of the library that it takes code
/// from, for the loader. Who starts such a process has fewer others.
pub const LIBRARY_FOLDER: i32 = 99;

/// Exit codes that say something of the harness's. Student code that exits with one of them is made
/// to exit with 1.
pub const EXIT_CODES: std::ops::RangeInclusive<i32> = 70..=79;

/// Exit code of a process that was sent a job of another [`VERSION`].
pub const EXIT_VERSION: i32 = 70;
/// Exit code of a process that lost its socket.
pub const EXIT_SOCKET: i32 = 71;
/// Exit code of a process whose case printed more than [`Limits::output`].
pub const EXIT_OUTPUT: i32 = 72;
/// Exit code of a process whose case did more than [`Limits::events`] things.
pub const EXIT_TRACE: i32 = 73;
/// Exit code of a process whose case has stopped its thread for ever: its last event is
/// [`BlockKind::Forever`](crate::BlockKind::Forever).
pub const EXIT_BLOCKED: i32 = 75;
/// Exit code of a process whose case asked for what it may not have: its last event is
/// [`EventKind::Forbidden`](crate::EventKind::Forbidden), unless one of its other threads did.
pub const EXIT_FORBIDDEN: i32 = 76;

/// Exit code of a process whose case has begun a thread, though its job said that it reaches for nothing outside.
pub const EXIT_OUTSIDE: i32 = 77;

/// Events that a process tells together, at most. A message of more events, or more ways to them, is passed over
/// as what no process says; one whose events come again more often than that is malformed.
pub const GROUP: usize = 256;

/// Inputs of a case by name.
pub type Inputs = BTreeMap<String, Value>;

/// What a process is asked to run: cases of one scenario, in order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Job {
    /// [`VERSION`] of the sender.
    pub version: u32,
    /// To be repeated in every message.
    pub nonce: String,
    /// `exercise::scenario`.
    pub scenario: String,
    /// Limits of each case.
    pub limits: Limits,
    /// The time from one beat to the next of a heartbeat beside each call; without it there is none. A
    /// program has none.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "nanos::optional")]
    pub heartbeat: Option<Duration>,
    /// Whether a call may reach for what is outside of its runtime: files, sockets, processes, signals, threads.
    /// A runtime that need not watch for what comes from there costs less.
    pub outside: bool,
    /// The cases.
    pub cases: Vec<Case>,
}

/// One call: what goes in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Case {
    /// Where the world's randomness starts.
    pub seed: u64,
    /// By name.
    pub inputs: Inputs,
    /// Which of the orders in which its tasks may run: each number stands for one. `None` is the
    /// order that tokio has by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<u64>,
}

/// One line from the process.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Message {
    /// The job's.
    pub nonce: String,
    /// What is said.
    pub record: Record,
}

/// What a process says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Record {
    /// First of all.
    Hello {
        /// [`VERSION`] of the process.
        version: u32,
    },
    /// A case starts; sent before student code runs.
    Begin {
        /// Its index in [`Job::cases`].
        case: u32,
    },
    /// Some of its events, in order.
    Events {
        /// The case.
        case: u32,
        /// The ways to them that were not said before: at most one for each event. A process numbers them in
        /// this order, from zero and on through all of its cases.
        #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "told::few")]
        ways: Vec<Places>,
        /// The next events, at most [`GROUP`].
        #[serde(deserialize_with = "told::few")]
        events: Vec<Told>,
        /// More of them, which do again what the last of these did: at most [`GROUP`] together with these.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        again: Option<Again>,
    },
    /// It is over.
    End {
        /// The case.
        case: u32,
        /// How it ended.
        ending: Ending,
        /// What the call returned.
        value: Option<Value>,
        /// Virtual time that it took.
        #[serde(with = "nanos")]
        elapsed: Duration,
        /// Tasks still alive.
        unfinished: u32,
    },
    /// All cases are over. Without it nothing has passed.
    Done,
}
