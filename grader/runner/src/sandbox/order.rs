//! What a grader and the keeper of a cell tell each other.
//!
//! The keeper hears one [`Order`] after the other, each with four descriptors: the three streams of
//! the program, and its **line**, over which goes what there is to say about this program alone. On
//! a line the keeper says, in lines of text, what could not be done, and how the program ended; when
//! the grader says anything there, or hangs up, the program is killed.

use std::ffi::OsString;
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::ExitStatus;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Grants, Profile};
use crate::Policy;
use crate::process::Command;
use crate::sandbox::Confinement;

/// The first argument of a keeper; the second is its [`Post`].
pub(super) const KEEPER: &str = "__sandbox";
/// What a keeper says first over its control socket, where there is nothing else to say.
pub(super) const READY: &str = "ready";
/// Descriptors that come with an order.
pub(super) const DESCRIPTORS: usize = 4;
/// The longest order, in bytes: the command line and environment of a compiler take some 20 kB.
pub(super) const LONGEST: usize = 128 << 10;

/// What a keeper is told before all else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Post {
    /// The process that it must not outlive.
    pub(super) parent: u32,
    pub(super) namespaces: bool,
}

/// A program to start, and what it gives up before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Order {
    pub(super) profile: Profile,
    pub(super) limits: Option<Limits>,
    pub(super) files: Option<Files>,
    /// [`Grants::library`].
    pub(super) library: Option<OsString>,
    pub(super) seccomp: bool,
    /// Whom it becomes, where it gives up root.
    pub(super) user: Option<u32>,
    pub(super) folder: OsString,
    /// The program, and its arguments.
    pub(super) command: Vec<OsString>,
    /// All of its environment.
    pub(super) env: Vec<(OsString, OsString)>,
}

/// Resource limits, as [`Policy`] has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Limits {
    /// Seconds.
    pub(super) cpu: u64,
    pub(super) memory: u64,
    pub(super) file_size: u64,
    pub(super) open_files: u64,
    /// Where the system can count them apart.
    pub(super) threads: Option<u64>,
}

/// [`Grants`], in a form that any path fits in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Files {
    pub(super) read: Vec<OsString>,
    pub(super) execute: Vec<OsString>,
    pub(super) write: Vec<OsString>,
}

impl Order {
    pub(super) fn new(policy: &Policy, confinement: &Confinement, command: &Command) -> Self {
        let sandbox = confinement.cell.sandbox();
        let program = command.program.clone().into_os_string();
        Self {
            profile: confinement.profile,
            limits: sandbox.rlimits.then(|| Limits {
                cpu: policy.cpu_seconds(),
                memory: policy.memory,
                file_size: policy.file_size,
                open_files: policy.open_files,
                threads: threads(policy, confinement),
            }),
            files: sandbox.landlock.then(|| Files::from(&confinement.grants)),
            library: confinement.grants.library.clone().map(Into::into),
            seccomp: sandbox.seccomp,
            user: confinement.user,
            folder: command.folder.clone().into(),
            command: [program].into_iter().chain(command.args.iter().cloned()).collect(),
            env: command.env.clone(),
        }
    }
}

impl From<&Grants> for Files {
    fn from(grants: &Grants) -> Self {
        let paths = |paths: &[PathBuf]| paths.iter().map(|path| path.clone().into()).collect();
        Self { read: paths(&grants.read), execute: paths(&grants.execute), write: paths(&grants.write) }
    }
}

/// The system counts the threads of a user, and those of each namespace of users apart. Where all
/// programs of a cell have one user they are counted together, so that a single one could not be told
/// how many it may have: this only keeps a flood from the machine.
fn threads(policy: &Policy, confinement: &Confinement) -> Option<u64> {
    const TOGETHER: u64 = 16;
    match confinement.user {
        Some(_) => Some(policy.threads),
        None => confinement.cell.sandbox().namespaces.then(|| policy.threads.saturating_mul(TOGETHER)),
    }
}

/// How a program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ended {
    pub(crate) status: ExitStatus,
    /// Processor time of it and of all that it waited for.
    pub(crate) cpu: Duration,
}

impl Ended {
    /// As it is said.
    pub(super) fn to_line(self) -> String {
        format!("ended {} {}\n", self.status.into_raw(), self.cpu.as_micros())
    }

    fn from_line(line: &str) -> Option<Self> {
        let (status, micros) = line.strip_prefix("ended ")?.split_once(' ')?;
        let cpu = Duration::from_micros(micros.parse().ok()?);
        Some(Self { status: ExitStatus::from_raw(status.parse().ok()?), cpu })
    }
}

/// What was said on a line: how the program ended, or what stood in its way; nothing yet, where
/// more is to come.
pub(super) fn understand(said: &str) -> Option<Result<Ended, String>> {
    let mut lines = said.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n'));
    let first = lines.next()?;
    Some(Ended::from_line(first).ok_or_else(|| first.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_on_a_line_is_understood() {
        let ended = Ended { status: ExitStatus::from_raw(9), cpu: Duration::from_micros(5) };
        assert_eq!(understand(&ended.to_line()), Some(Ok(ended)));
        assert_eq!(understand("cannot eat\nended 256 1\n"), Some(Err("cannot eat".to_owned())));
        assert_eq!(understand("ended 25"), None);
        assert_eq!(understand(""), None);
    }
}
