//! A program on our terminal that is attended until it ends: whatever becomes of it, somebody is there
//! who can leave the terminal as it was. And the other way round: whatever becomes of who attends it,
//! the program is told.

use std::ffi::OsString;
use std::io;
use std::os::fd::AsFd;
use std::os::unix::process::parent_id;
use std::path::Path;
use std::process::{Child, Command, ExitStatus};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::process::{Pid, Signal, kill_process, set_parent_process_death_signal};

use crate::{child, interrupt};

/// Runs a program to its end, with our streams, folder and environment, and without limits. An
/// [interruption](interrupt::interrupt) is passed on to it as SIGTERM, and its end is waited for.
///
/// # Errors
/// Where it cannot be started or waited for.
pub fn attend(program: &Path, args: &[OsString]) -> io::Result<ExitStatus> {
    let mut child = child::spawn(Command::new(program).args(args))?;
    let ended = wait_for_end(&child);
    if ended.is_err() {
        // It must not go on without anybody.
        child.kill()?;
    }
    let status = child::wait(&mut child)?;
    ended.map(|()| status)
}

fn wait_for_end(child: &Child) -> io::Result<()> {
    let Some(end) = child::exit_fd(child)? else { return Ok(()) };
    let mut bell = interrupt::fd();
    loop {
        let fds = [Some(end.as_fd()), bell.as_deref().map(AsFd::as_fd)];
        let mut fds: Vec<_> =
            fds.into_iter().flatten().map(|fd| PollFd::from_borrowed_fd(fd, PollFlags::IN)).collect();
        match poll(&mut fds, None) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        let has_come: Vec<bool> = fds.iter().map(|fd| !fd.revents().is_empty()).collect();
        if has_come[0] {
            return Ok(());
        }
        if has_come.get(1) == Some(&true) {
            bell = None;
            // It has ended, if it cannot be told.
            let _ = kill_process(Pid::from_child(child), Signal::TERM);
        }
    }
}

/// Has the system send us SIGTERM when who attends us is gone; `who` is its process number.
///
/// # Errors
/// Where it is gone already, or the system cannot.
pub fn end_with(who: u32) -> io::Result<()> {
    set_parent_process_death_signal(Some(Signal::TERM))?;
    if parent_id() == who { Ok(()) } else { Err(io::Error::other("who has started it is gone")) }
}
