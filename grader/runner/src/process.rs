//! One process from start to end.

use std::ffi::OsString;
use std::io::{self, Write};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::PathBuf;
use std::process::{Child, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Signal};

use crate::capture::{Capture, Captured};
use crate::interrupt::{self, is_interrupted};
use crate::{Policy, RunError};

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
    /// What came over the socket.
    pub channel: Captured,
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
    watch(policy, command, Stdio::null(), None)
}

/// Runs a command whose standard input is one end of a socketpair. `down` is sent to it; what
/// it answers is in [`Exit::channel`].
///
/// A socketpair, because safe Rust can open a pipe or a file again through `/proc/self/fd`, and
/// write what it likes; a socket cannot be opened that way. As standard input, because a
/// process inherits that without `unsafe`.
///
/// # Errors
/// As [`run`].
pub fn run_with_channel(policy: &Policy, command: &Command, down: &[u8]) -> Result<Exit, RunError> {
    let (ours, theirs) = UnixStream::pair().map_err(|source| system("make a socketpair", command, source))?;
    watch(policy, command, Stdio::from(OwnedFd::from(theirs)), Some((ours, down)))
}

fn system(doing: &'static str, command: &Command, source: io::Error) -> RunError {
    RunError::System { doing, program: command.program.clone(), source }
}

fn watch(
    policy: &Policy,
    command: &Command,
    stdin: Stdio,
    channel: Option<(UnixStream, &[u8])>,
) -> Result<Exit, RunError> {
    if is_interrupted() {
        return Err(RunError::Interrupted);
    }
    let started = Instant::now();
    let child = spawn(command, stdin)
        .map_err(|source| RunError::Start { program: command.program.clone(), source })?;
    let mut watched =
        Watched::new(child, policy, channel).map_err(|source| system("watch it", command, source))?;
    let ended = watched
        .until_ended(started + policy.wall)
        .map_err(|source| system("wait for it", command, source))?;
    let exit = watched.finish().map_err(|source| system("wait for it", command, source))?;
    if !ended && is_interrupted() {
        return Err(RunError::Interrupted);
    }
    if ended || exit.ran_out_of_cpu(policy) || exit.channel.cut {
        Ok(exit)
    } else {
        Err(RunError::TooSlow { program: command.program.clone(), seconds: policy.wall.as_secs() })
    }
}

/// Starts the command in a process group of its own, so that all of it can be killed.
fn spawn(command: &Command, stdin: Stdio) -> io::Result<Child> {
    let mut process = std::process::Command::new(&command.program);
    process
        .args(&command.args)
        .current_dir(&command.folder)
        .env_clear()
        .envs(command.env.iter().map(|(name, value)| (name, value)))
        .stdin(stdin)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .process_group(0);
    #[cfg(target_os = "linux")]
    return crate::strays::spawn(&mut process);
    #[cfg(not(target_os = "linux"))]
    process.spawn()
}

/// Waits for a process that has ended or been killed.
fn wait(child: &mut Child) -> io::Result<ExitStatus> {
    #[cfg(target_os = "linux")]
    return crate::strays::wait(child);
    #[cfg(not(target_os = "linux"))]
    child.wait()
}

/// A running process and its streams. Dropped, it is killed.
struct Watched<'a> {
    child: Child,
    reaped: Option<ExitStatus>,
    exit_fd: Option<OwnedFd>,
    stdout: Capture,
    stderr: Capture,
    channel: Option<Capture>,
    down: Option<(UnixStream, &'a [u8])>,
}

impl<'a> Watched<'a> {
    fn new(mut child: Child, policy: &Policy, channel: Option<(UnixStream, &'a [u8])>) -> io::Result<Self> {
        let stdout = child.stdout.take().expect("stdout is piped");
        let stderr = child.stderr.take().expect("stderr is piped");
        let setup = (|| {
            limit(&child, policy)?;
            let down =
                channel.as_ref().map(|(socket, down)| Ok::<_, io::Error>((socket.try_clone()?, *down)));
            Ok((
                exit_fd(&child)?,
                Capture::new(stdout, policy.output)?,
                Capture::new(stderr, policy.output)?,
                channel.map(|(socket, _)| Capture::new(socket, policy.trace)).transpose()?,
                down.transpose()?,
            ))
        })();
        match setup {
            Ok((exit_fd, stdout, stderr, channel, down)) => {
                Ok(Self { child, reaped: None, exit_fd, stdout, stderr, channel, down })
            }
            Err(error) => {
                kill_group(&child);
                wait(&mut child)?;
                Err(error)
            }
        }
    }

    /// Moves bytes until the process has ended, its trace is too large, time is up or somebody
    /// interrupts; `false` for all but the first.
    fn until_ended(&mut self, deadline: Instant) -> io::Result<bool> {
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() || is_interrupted() || self.channel.as_ref().is_some_and(Capture::is_cut) {
                return Ok(false);
            }
            self.wait_for_something(left)?;
            self.send();
            self.receive();
            if self.has_ended()? {
                return Ok(true);
            }
        }
    }

    fn wait_for_something(&self, left: Duration) -> io::Result<()> {
        // Where the end of a process is no file, look for it now and then.
        let left = if self.exit_fd.is_some() { left } else { left.min(Duration::from_millis(5)) };
        let reading = [self.stdout.fd(), self.stderr.fd(), self.channel.as_ref().and_then(Capture::fd)];
        let mut fds: Vec<_> = reading
            .into_iter()
            .chain([self.exit_fd.as_ref().map(AsFd::as_fd), interrupt::fd()])
            .flatten()
            .map(|fd: BorrowedFd<'_>| PollFd::from_borrowed_fd(fd, PollFlags::IN))
            .collect();
        if let Some((socket, _)) = &self.down {
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

    fn receive(&mut self) {
        self.stdout.read();
        self.stderr.read();
        if let Some(channel) = &mut self.channel {
            channel.read();
        }
    }

    /// Whether the process has ended; it stays unreaped where the system can tell without.
    fn has_ended(&mut self) -> io::Result<bool> {
        if let Some(fd) = &self.exit_fd {
            let mut fds = [PollFd::new(fd, PollFlags::IN)];
            return Ok(poll(&mut fds, Some(&Timespec { tv_sec: 0, tv_nsec: 0 }))? > 0);
        }
        self.reaped = self.child.try_wait()?;
        Ok(self.reaped.is_some())
    }

    /// Kills what is left of the process group, reads what is left in the streams, reaps.
    fn finish(mut self) -> io::Result<Exit> {
        // Before reaping: until then the group's number cannot belong to anybody else.
        kill_group(&self.child);
        #[cfg(target_os = "linux")]
        let cpu = {
            self.wait_unreaped();
            crate::usage::cpu_time(self.child.id())
        };
        #[cfg(not(target_os = "linux"))]
        let cpu = Duration::ZERO;
        let status = self.reap()?;
        #[cfg(target_os = "linux")]
        crate::strays::sweep();
        self.receive();
        Ok(Exit {
            status,
            stdout: self.stdout.take(),
            stderr: self.stderr.take(),
            channel: self.channel.as_mut().map(Capture::take).unwrap_or_default(),
            cpu,
        })
    }

    #[cfg(target_os = "linux")]
    fn wait_unreaped(&self) {
        use rustix::process::{WaitId, WaitIdOptions, waitid};
        let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
        while matches!(waitid(WaitId::Pid(pid(&self.child)), options), Err(rustix::io::Errno::INTR)) {}
    }

    fn reap(&mut self) -> io::Result<ExitStatus> {
        let status = match self.reaped {
            Some(status) => status,
            None => wait(&mut self.child)?,
        };
        self.reaped = Some(status);
        Ok(status)
    }
}

impl Drop for Watched<'_> {
    fn drop(&mut self) {
        if self.reaped.is_none() {
            kill_group(&self.child);
            // Nothing can be done about a failure here; the system reaps it when we end.
            let _ = wait(&mut self.child);
        }
    }
}

fn pid(child: &Child) -> Pid {
    Pid::from_child(child)
}

fn kill_group(child: &Child) {
    // Fails when the group has gone already, which is what is wanted.
    let _ = rustix::process::kill_process_group(pid(child), Signal::KILL);
}

/// A file that becomes readable when the process has ended.
#[cfg(target_os = "linux")]
fn exit_fd(child: &Child) -> io::Result<Option<OwnedFd>> {
    use rustix::process::{PidfdFlags, pidfd_open};
    Ok(Some(pidfd_open(pid(child), PidfdFlags::empty())?))
}

#[cfg(not(target_os = "linux"))]
fn exit_fd(_child: &Child) -> io::Result<Option<OwnedFd>> {
    Ok(None)
}

/// Sets the kernel's limits from outside, right after the start: a driver waits for its job, so
/// nothing of the student's has run yet.
#[cfg(target_os = "linux")]
fn limit(child: &Child, policy: &Policy) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, prlimit};
    let set = |resource, soft: u64, hard: u64| {
        if soft == u64::MAX {
            return Ok(());
        }
        match prlimit(Some(pid(child)), resource, Rlimit { current: Some(soft), maximum: Some(hard) }) {
            // It has ended already.
            Ok(_) | Err(rustix::io::Errno::SRCH) => Ok(()),
            Err(error) => Err(error),
        }
    };
    let seconds = policy.cpu_seconds();
    // The soft limit sends a signal that says why; the hard one ends who ignores it.
    set(Resource::Cpu, seconds, seconds.saturating_add(1))?;
    set(Resource::As, policy.memory, policy.memory)?;
    set(Resource::Core, 0, 0)?;
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn limit(_child: &Child, _policy: &Policy) -> io::Result<()> {
    Ok(())
}
