//! The limits of a run and their defaults: the one place where both are written down.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::nanos;

/// What a case and the process that runs it may use up.
///
/// A course changes them in `course.toml`, an exercise or scenario in `checks/<exercise>.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Polls of one task while virtual time stands still; beyond is a livelock, and so is twenty times
    /// as many of all tasks together. A task that takes ten thousand messages from another, one at a
    /// time, stays well below the default, and a livelock costs some milliseconds.
    pub polls: u64,
    /// Virtual time of a case. A day by default: longer than any exercise means to wait,
    /// and free, because nobody waits for it.
    #[serde(with = "nanos")]
    pub virtual_time: Duration,
    /// Events of a case.
    pub events: u64,
    /// Bytes printed by a case.
    pub output: u64,
    /// Processor time of a process, which runs all cases of a scenario; whole seconds,
    /// rounded up, because the kernel counts so.
    #[serde(with = "nanos")]
    pub cpu: Duration,
    /// Address space of a process, in bytes.
    pub memory: u64,
    /// Real time of a process. Reaching only this one says that the machine was too slow:
    /// an error, never a verdict.
    #[serde(with = "nanos")]
    pub wall: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            polls: 50_000,
            virtual_time: Duration::from_secs(24 * 60 * 60),
            events: 100_000,
            output: 1 << 20,
            cpu: Duration::from_secs(5),
            memory: 1 << 30,
            wall: Duration::from_secs(30),
        }
    }
}
