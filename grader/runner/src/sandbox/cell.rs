//! A cell, as the grader sees it: where all programs of one submission are run.

use std::io::{self, IoSlice, Read};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::process::{Child, Command as Process, ExitStatus, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::net::{
    AddressFamily, RecvFlags, SendAncillaryBuffer, SendAncillaryMessage, SendFlags, SocketFlags, SocketType,
    recv, sendmsg, socketpair,
};

use super::order::{DESCRIPTORS, Ended, KEEPER, LONGEST, Order, Post, READY, understand};
use super::{Confinement, Sandbox};
use crate::process::Command;
use crate::{Policy, RunError, child};

/// How long a keeper may take to do what costs it a millisecond: the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(60);

/// Where all programs of one submission are run: the processes, networks and the like of other
/// submissions and of the machine are not there. It ends, with all that runs in it, when it is
/// dropped or when the thread that opened it ends.
#[derive(Debug)]
pub struct Cell {
    sandbox: Sandbox,
    control: OwnedFd,
    /// The keeper, or who waits for it outside of its namespace.
    keeper: Mutex<Child>,
}

impl Cell {
    /// Opens one.
    ///
    /// # Errors
    /// Where its keeper cannot be started, or cannot make the namespaces.
    pub fn open(sandbox: Sandbox) -> Result<Self, RunError> {
        let (helper, program) = (sandbox.helper.clone(), PathBuf::from("the sandbox"));
        let start = |source| RunError::Start { program: program.clone(), source };
        let kind = (AddressFamily::UNIX, SocketType::SEQPACKET, SocketFlags::CLOEXEC);
        let (control, theirs) =
            socketpair(kind.0, kind.1, kind.2, None).map_err(|error| start(error.into()))?;
        let post = Post { parent: std::process::id(), namespaces: sandbox.namespaces };
        let mut keeper = Process::new(&helper);
        keeper
            .arg(KEEPER)
            .arg(serde_json::to_string(&post).expect("a post is plain data"))
            .env_clear()
            .current_dir("/")
            .stdin(theirs)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let keeper = Mutex::new(child::spawn(&mut keeper).map_err(start)?);
        let cell = Self { sandbox, control, keeper };
        match cell.first_words().map_err(start)? {
            ready if ready == READY => {
                tracing::debug!(layers = ?cell.sandbox.layers(), "opened a cell");
                Ok(cell)
            }
            detail => Err(RunError::Sandbox { program, detail }),
        }
    }

    fn first_words(&self) -> io::Result<String> {
        wait_for(self.control.as_fd(), PATIENCE)?;
        let mut words = [0; 1024];
        let (length, _) = recv(&self.control, &mut words, RecvFlags::empty())?;
        if length == 0 {
            return Err(io::Error::other("it ended at once"));
        }
        Ok(String::from_utf8_lossy(&words[..length]).into_owned())
    }

    /// The layers that its programs are run in.
    pub fn sandbox(&self) -> &Sandbox {
        &self.sandbox
    }

    /// Starts a program with these streams.
    pub(crate) fn start(
        &self,
        policy: &Policy,
        confinement: &Confinement,
        command: &Command,
        streams: [BorrowedFd<'_>; 3],
    ) -> io::Result<Inmate> {
        let order = Order::new(policy, confinement, command);
        let order = serde_json::to_vec(&order).expect("an order is plain data");
        if order.len() > LONGEST {
            return Err(io::Error::other("its arguments are too long: choose a cache with a shorter path"));
        }
        let (ours, theirs) = UnixStream::pair()?;
        ours.set_nonblocking(true)?;
        let [stdin, stdout, stderr] = streams;
        let descriptors = [stdin, stdout, stderr, theirs.as_fd()];
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(DESCRIPTORS))];
        let mut ancillary = SendAncillaryBuffer::new(&mut space);
        ancillary.push(SendAncillaryMessage::ScmRights(&descriptors));
        sendmsg(&self.control, &[IoSlice::new(&order)], &mut ancillary, SendFlags::NOSIGNAL)?;
        Ok(Inmate { line: ours, said: Vec::new(), program: command.program.clone() })
    }
}

impl Drop for Cell {
    fn drop(&mut self) {
        let keeper = &mut *self.keeper.lock().unwrap_or_else(PoisonError::into_inner);
        child::kill_group(keeper);
        // Nothing can be done about a failure here; the system reaps it when we end.
        let _ = child::wait(keeper);
    }
}

/// A program that runs in a cell. Dropped, it is killed.
#[derive(Debug)]
pub(crate) struct Inmate {
    line: UnixStream,
    said: Vec<u8>,
    program: PathBuf,
}

impl Inmate {
    /// Becomes readable when it has ended.
    pub(crate) fn end(&self) -> BorrowedFd<'_> {
        self.line.as_fd()
    }

    /// Whether it has ended, however that was.
    pub(crate) fn has_ended(&mut self) -> bool {
        self.listen() || self.understood().is_some()
    }

    /// Reads what was said; whether no more is to come.
    fn listen(&mut self) -> bool {
        match self.line.read_to_end(&mut self.said) {
            Ok(_) => true,
            Err(error) => error.kind() != io::ErrorKind::WouldBlock,
        }
    }

    fn understood(&self) -> Option<Result<Ended, String>> {
        understand(&String::from_utf8_lossy(&self.said))
    }

    /// Kills it, if it runs, and waits until it is gone.
    pub(crate) fn finish(mut self) -> Result<(ExitStatus, Duration), RunError> {
        // A keeper that has ended hears nothing, and has taken it along.
        let _ = self.line.shutdown(std::net::Shutdown::Write);
        while !self.has_ended() && wait_for(self.line.as_fd(), PATIENCE).is_ok() {}
        match self.understood() {
            Some(Ok(Ended { status, cpu })) => Ok((status, cpu)),
            Some(Err(detail)) => Err(RunError::Sandbox { program: self.program, detail }),
            None => {
                let detail = "ended before the program did".to_owned();
                Err(RunError::Sandbox { program: self.program, detail })
            }
        }
    }
}

/// Waits until there is something to read.
fn wait_for(socket: BorrowedFd<'_>, patience: Duration) -> io::Result<()> {
    let mut fds = [PollFd::from_borrowed_fd(socket, PollFlags::IN)];
    let patience = Timespec { tv_sec: patience.as_secs().cast_signed(), tv_nsec: 0 };
    loop {
        match poll(&mut fds, Some(&patience)) {
            Ok(0) => return Err(io::ErrorKind::TimedOut.into()),
            Ok(_) => return Ok(()),
            Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}
