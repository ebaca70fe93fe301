//! One process from start to end.

mod running;

use std::ffi::OsString;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::ExitStatus;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::Signal;

use self::running::{Ended, Process};

use crate::capture::{CHUNK, Capture, Captured, Source};
use crate::interrupt::{self, is_interrupted};
use crate::{Policy, RunError};

/// How long who speaks is not listened to. Who fills the socket meanwhile waits.
const NAP: Duration = Duration::from_millis(1);

/// A program and how to call it. Its environment is exactly `env`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// An absolute path.
    pub program: PathBuf,
    /// Its arguments.
    pub args: Vec<OsString>,
    /// The folder that it starts in.
    pub folder: PathBuf,
    /// All of its environment.
    pub env: Vec<(OsString, OsString)>,
}

/// How a process ended and what it wrote.
#[derive(Debug)]
pub struct Exit {
    /// As the system says it.
    pub status: ExitStatus,
    /// Standard output.
    pub stdout: Captured,
    /// Standard error.
    pub stderr: Captured,
    /// Whether it said more over its socket than anybody would hear; then it may have been ended for that.
    pub said_enough: bool,
    /// Processor time of the process, to 10 ms; zero where the system does not tell.
    pub cpu: Duration,
}

impl Exit {
    /// The signal that ended the process.
    pub fn signal(&self) -> Option<i32> {
        self.status.signal()
    }

    /// Whether its processor time ran out.
    pub fn ran_out_of_cpu(&self, policy: &Policy) -> bool {
        self.signal() == Some(Signal::XCPU.as_raw())
            || (self.signal() == Some(Signal::KILL.as_raw()) && self.cpu.as_secs() >= policy.cpu_seconds())
    }

    /// Whether it was ended because a file that it wrote became too large.
    pub fn ran_out_of_file_size(&self) -> bool {
        self.signal() == Some(Signal::XFSZ.as_raw())
    }

    /// Whether its memory ran out, by its last words: a failed allocation aborts.
    pub fn ran_out_of_memory(&self) -> bool {
        !self.status.success() && self.stderr.text().contains("memory allocation of ")
    }
}

/// Runs a command to its end, without input.
///
/// # Errors
/// Where it cannot be started or watched, or was not done after `policy.wall`.
pub fn run(policy: &Policy, command: &Command) -> Result<Exit, RunError> {
    watch(policy, command, None)
}

/// What is said to a program and heard of it.
pub struct Talk<'a> {
    /// What it is sent.
    pub down: &'a [u8],
    /// Hears the next bytes of its answer as they come, and says whether that is enough. There is no
    /// other bound.
    pub up: &'a mut dyn FnMut(&[u8]) -> ControlFlow<()>,
}

/// Runs a command whose standard input is one end of a socketpair.
///
/// A socketpair, because safe Rust can open a pipe or a file again through `/proc/self/fd`, and
/// write what it likes; a socket cannot be opened that way. As standard input, because a
/// process inherits that without `unsafe`.
///
/// # Errors
/// As [`run`].
pub fn run_with_channel(policy: &Policy, command: &Command, talk: Talk<'_>) -> Result<Exit, RunError> {
    watch(policy, command, Some(talk))
}

pub(crate) fn system(doing: &'static str, command: &Command, source: io::Error) -> RunError {
    RunError::System { doing, program: command.program.clone(), source }
}

fn watch(policy: &Policy, command: &Command, talk: Option<Talk<'_>>) -> Result<Exit, RunError> {
    if is_interrupted() {
        return Err(RunError::Interrupted);
    }
    tracing::debug!(program = ?command.program, args = ?command.args, folder = ?command.folder, "started");
    let started = Instant::now();
    let (channel, stdin) = talk
        .map(Channel::open)
        .transpose()
        .map_err(|source| system("make a socketpair", command, source))?
        .unzip();
    let (process, streams) = Process::start(policy, command, stdin)
        .map_err(|source| RunError::Start { program: command.program.clone(), source })?;
    let mut watched = Watched::new(process, streams, policy, channel)
        .map_err(|source| system("watch it", command, source))?;
    let ended = watched
        .until_ended(started + policy.wall)
        .map_err(|source| system("wait for it", command, source))?;
    let exit = watched.finish(command)?;
    let (status, program) = (exit.status, command.program.file_name().unwrap_or_default());
    tracing::debug!(?program, %status, cpu = ?exit.cpu, took = ?started.elapsed(), "ended");
    if !ended && is_interrupted() {
        return Err(RunError::Interrupted);
    }
    if ended || exit.ran_out_of_cpu(policy) || exit.said_enough {
        Ok(exit)
    } else {
        Err(RunError::TooSlow { program: command.program.clone(), seconds: policy.wall.as_secs() })
    }
}

/// Our end of the socket of a program.
struct Channel<'a> {
    source: Source,
    /// What is still to be sent.
    down: Option<(UnixStream, &'a [u8])>,
    up: &'a mut dyn FnMut(&[u8]) -> ControlFlow<()>,
    is_enough: bool,
    /// Whether something was said when it was last listened to: more will come soon.
    speaks: bool,
}

impl<'a> Channel<'a> {
    /// Our end, and the program's.
    fn open(Talk { down, up }: Talk<'a>) -> io::Result<(Self, OwnedFd)> {
        let (ours, theirs) = UnixStream::pair()?;
        let down = Some((ours.try_clone()?, down));
        Ok((Self { source: Source::new(ours)?, down, up, is_enough: false, speaks: false }, theirs.into()))
    }

    fn send(&mut self) {
        while let Some((socket, down)) = &mut self.down {
            match socket.write(down) {
                Ok(written) => {
                    *down = &down[written..];
                    if down.is_empty() {
                        self.down = None;
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return,
                // The process closed its end: how it ended will tell why.
                Err(_) => self.down = None,
            }
        }
    }

    /// Hears what is said now; whether there may be more to hear.
    fn receive(&mut self, chunk: &mut [u8]) -> bool {
        let Self { source, up, is_enough, speaks, .. } = self;
        *speaks = false;
        let may_be_more = source.read(chunk, |bytes| {
            *speaks = true;
            *is_enough |= up(bytes).is_break();
        });
        may_be_more && !*is_enough
    }
}

/// A running process and its streams.
struct Watched<'a> {
    process: Process,
    stdout: Capture,
    stderr: Capture,
    channel: Option<Channel<'a>>,
    chunk: Vec<u8>,
}

impl<'a> Watched<'a> {
    fn new(
        process: Process,
        [stdout, stderr]: [OwnedFd; 2],
        policy: &Policy,
        channel: Option<Channel<'a>>,
    ) -> io::Result<Self> {
        Ok(Self {
            process,
            stdout: Capture::new(stdout, policy.output)?,
            stderr: Capture::new(stderr, policy.output)?,
            channel,
            chunk: vec![0; CHUNK],
        })
    }

    /// Moves bytes until the process has ended, it has said enough, time is up or somebody
    /// interrupts; `false` for all but the first.
    fn until_ended(&mut self, deadline: Instant) -> io::Result<bool> {
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() || is_interrupted() || self.channel.as_ref().is_some_and(|one| one.is_enough) {
                return Ok(false);
            }
            self.wait_for_something(left)?;
            if let Some(channel) = &mut self.channel {
                channel.send();
            }
            self.receive();
            if self.process.has_ended()? {
                return Ok(true);
            }
        }
    }

    fn wait_for_something(&self, left: Duration) -> io::Result<()> {
        // Where the end of a process is no file, look for it now and then.
        let mut left = if self.process.end().is_some() { left } else { left.min(Duration::from_millis(5)) };
        let channel = self.channel.as_ref();
        let mut speaking = channel.and_then(|channel| channel.source.fd());
        if channel.is_some_and(|channel| channel.speaks) {
            // Some of its words together: to be woken by each costs both sides more than the words do.
            (speaking, left) = (None, left.min(NAP));
        }
        let reading = [self.stdout.fd(), self.stderr.fd(), speaking];
        let bell = interrupt::fd();
        let mut fds: Vec<_> = reading
            .into_iter()
            .chain([self.process.end(), bell.as_deref().map(AsFd::as_fd)])
            .flatten()
            .map(|fd: BorrowedFd<'_>| PollFd::from_borrowed_fd(fd, PollFlags::IN))
            .collect();
        if let Some((socket, _)) = channel.and_then(|channel| channel.down.as_ref()) {
            fds.push(PollFd::from_borrowed_fd(socket.as_fd(), PollFlags::OUT));
        }
        let left = Timespec {
            tv_sec: i64::try_from(left.as_secs()).unwrap_or(i64::MAX),
            tv_nsec: left.subsec_nanos().into(),
        };
        match poll(&mut fds, Some(&left)) {
            Ok(_) | Err(rustix::io::Errno::INTR) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    fn receive(&mut self) {
        self.stdout.read(&mut self.chunk);
        self.stderr.read(&mut self.chunk);
        if let Some(channel) = &mut self.channel {
            channel.receive(&mut self.chunk);
        }
    }

    /// Kills what is left of the process, and reads what is left in the streams.
    fn finish(self, command: &Command) -> Result<Exit, RunError> {
        let Self { process, mut stdout, mut stderr, mut channel, mut chunk } = self;
        let Ended { status, cpu } = process.finish(command)?;
        while stdout.read(&mut chunk) {}
        while stderr.read(&mut chunk) {}
        while channel.as_mut().is_some_and(|channel| channel.receive(&mut chunk)) {}
        let said_enough = channel.is_some_and(|channel| channel.is_enough);
        Ok(Exit { status, stdout: stdout.take(), stderr: stderr.take(), said_enough, cpu })
    }
}
