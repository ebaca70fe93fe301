//! A process that runs: a child of ours, or one in a cell.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::process::CommandExt;
use std::process::{Child, ExitStatus, Stdio};
use std::time::Duration;

use super::{Command, system};
use crate::sandbox::{Confinement, Inmate};
use crate::{Policy, RunError, child};

/// A process, wherever it runs. Dropped, it is killed.
pub(super) enum Process {
    /// A child of ours.
    Child(Own),
    /// One of a cell.
    Inmate(Inmate),
}

/// A child of ours.
pub(super) struct Own {
    child: Child,
    /// Becomes readable when it has ended, where the system has such a thing.
    end: Option<OwnedFd>,
    reaped: Option<ExitStatus>,
}

/// How a process ended.
pub(super) struct Ended {
    pub(super) status: ExitStatus,
    /// Processor time of it and of all that it waited for; zero where the system does not tell.
    pub(super) cpu: Duration,
}

impl Process {
    /// Starts a command, and hands out its standard output and standard error. Without an input it
    /// reads nothing.
    pub(super) fn start(
        policy: &Policy,
        command: &Command,
        stdin: Option<OwnedFd>,
    ) -> io::Result<(Self, [OwnedFd; 2])> {
        match &policy.sandbox {
            Some(confinement) => start_in_cell(policy, confinement, command, stdin),
            None => start_child(policy, command, stdin),
        }
    }

    /// Becomes readable when it has ended, where the system has such a thing.
    pub(super) fn end(&self) -> Option<BorrowedFd<'_>> {
        match self {
            Self::Child(own) => own.end.as_ref().map(AsFd::as_fd),
            Self::Inmate(inmate) => Some(inmate.end()),
        }
    }

    /// Whether it has ended; a child stays unreaped where the system can tell without.
    pub(super) fn has_ended(&mut self) -> io::Result<bool> {
        match self {
            Self::Child(own) => own.has_ended(),
            Self::Inmate(inmate) => Ok(inmate.has_ended()),
        }
    }

    /// Kills what is left of it, and waits for that.
    pub(super) fn finish(self, command: &Command) -> Result<Ended, RunError> {
        match self {
            Self::Child(own) => own.finish().map_err(|source| system("wait for it", command, source)),
            Self::Inmate(inmate) => {
                let (status, cpu) = inmate.finish()?;
                Ok(Ended { status, cpu })
            }
        }
    }
}

fn start_in_cell(
    policy: &Policy,
    confinement: &Confinement,
    command: &Command,
    stdin: Option<OwnedFd>,
) -> io::Result<(Process, [OwnedFd; 2])> {
    let stdin = match stdin {
        Some(stdin) => stdin,
        None => std::fs::File::open("/dev/null")?.into(),
    };
    let (stdout, their_stdout) = io::pipe()?;
    let (stderr, their_stderr) = io::pipe()?;
    let streams = [stdin.as_fd(), their_stdout.as_fd(), their_stderr.as_fd()];
    let inmate = confinement.cell.start(policy, confinement, command, streams)?;
    Ok((Process::Inmate(inmate), [stdout.into(), stderr.into()]))
}

fn start_child(
    policy: &Policy,
    command: &Command,
    stdin: Option<OwnedFd>,
) -> io::Result<(Process, [OwnedFd; 2])> {
    let mut process = std::process::Command::new(&command.program);
    process
        .args(&command.args)
        .current_dir(&command.folder)
        .env_clear()
        .envs(command.env.iter().map(|(name, value)| (name, value)))
        .stdin(stdin.map_or_else(Stdio::null, Stdio::from))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        // A process group of its own, so that all of it can be killed.
        .process_group(0);
    let mut own = Own { child: child::spawn(&mut process)?, end: None, reaped: None };
    child::limit(&own.child, policy)?;
    own.end = child::exit_fd(&own.child)?;
    let stdout = own.child.stdout.take().expect("stdout is piped").into();
    let stderr = own.child.stderr.take().expect("stderr is piped").into();
    Ok((Process::Child(own), [stdout, stderr]))
}

impl Own {
    fn has_ended(&mut self) -> io::Result<bool> {
        use rustix::event::{PollFd, PollFlags, Timespec, poll};
        if let Some(end) = &self.end {
            let mut fds = [PollFd::new(end, PollFlags::IN)];
            return Ok(poll(&mut fds, Some(&Timespec { tv_sec: 0, tv_nsec: 0 }))? > 0);
        }
        self.reaped = self.child.try_wait()?;
        Ok(self.reaped.is_some())
    }

    fn finish(mut self) -> io::Result<Ended> {
        // Before reaping: until then the group's number cannot belong to anybody else.
        child::kill_group(&self.child);
        #[cfg(target_os = "linux")]
        let cpu = {
            child::wait_unreaped(&self.child);
            crate::usage::cpu_time(self.child.id())
        };
        #[cfg(not(target_os = "linux"))]
        let cpu = Duration::ZERO;
        let status = match self.reaped {
            Some(status) => status,
            None => child::wait(&mut self.child)?,
        };
        self.reaped = Some(status);
        #[cfg(target_os = "linux")]
        crate::strays::sweep();
        Ok(Ended { status, cpu })
    }
}

impl Drop for Own {
    fn drop(&mut self) {
        if self.reaped.is_none() {
            child::kill_group(&self.child);
            // Nothing can be done about a failure here; the system reaps it when we end.
            let _ = child::wait(&mut self.child);
        }
    }
}
