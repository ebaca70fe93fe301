//! The namespaces of a cell: a world of its own, which ends with its first process.
//!
//! Two processes are made of one. The first stays where it is, so that the grader has a child to
//! wait for. The second is the first of the namespace: when it ends, the kernel kills all others in
//! there, whatever they did to get away. It dies with the first, which dies with the grader.

use std::ffi::c_int;
use std::os::fd::{AsFd, OwnedFd};
use std::{fs, io};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::mount::{MountPropagationFlags, mount_change};
use rustix::pipe::{PipeFlags, pipe_with};
use rustix::process::{Pid, Signal, WaitOptions, getgid, getuid, set_parent_process_death_signal, waitpid};

use super::{NOBODIES, system};

/// Comes back in the first process of namespaces of its own; the one that called it stays behind,
/// and ends as that does.
pub(super) fn enter() -> io::Result<()> {
    let (reading, writing) = pipe_with(PipeFlags::CLOEXEC)?;
    if let Some(first) = system::fork_into(NAMESPACES)? {
        drop(reading);
        // Where this fails the other sees that nobody is left, and ends.
        name_users(first)?;
        rustix::io::write(&writing, b"!")?;
        system::leave(wait_for(first));
    }
    drop(writing);
    if rustix::io::read(&reading, &mut [0])? == 0 {
        system::leave(1);
    }
    die_with(&reading)?;
    let apart = MountPropagationFlags::PRIVATE | MountPropagationFlags::REC;
    mount_change("/", apart)?;
    Ok(())
}

const NAMESPACES: c_int =
    libc::CLONE_NEWUSER | libc::CLONE_NEWPID | libc::CLONE_NEWNET | libc::CLONE_NEWIPC | libc::CLONE_NEWNS;

/// Says which users there are in a namespace: they keep their numbers. Root's has all that root may
/// need to become, and any other's has only that one.
fn name_users(first: Pid) -> io::Result<()> {
    let (user, group) = (getuid().as_raw(), getgid().as_raw());
    let of = |file: &str| format!("/proc/{}/{file}", first.as_raw_pid());
    if user == 0 {
        let everybody = format!("0 0 {}", NOBODIES.0 + NOBODIES.1);
        fs::write(of("uid_map"), &everybody)?;
        return fs::write(of("gid_map"), &everybody);
    }
    // Only root may name groups that can still be changed.
    fs::write(of("setgroups"), "deny")?;
    fs::write(of("uid_map"), format!("{user} {user} 1"))?;
    fs::write(of("gid_map"), format!("{group} {group} 1"))
}

/// Dies with its parent. The number of a parent outside of a namespace cannot be asked for, so
/// whether it has died before this was asked for is seen by a pipe, whose other end it alone has.
fn die_with(parent: &OwnedFd) -> io::Result<()> {
    set_parent_process_death_signal(Some(Signal::KILL))?;
    let mut ends = [PollFd::from_borrowed_fd(parent.as_fd(), PollFlags::IN)];
    if poll(&mut ends, Some(&Timespec { tv_sec: 0, tv_nsec: 0 }))? > 0 {
        system::leave(0);
    }
    Ok(())
}

/// Waits for the end of a child; its exit code, or 1 where it has none.
fn wait_for(child: Pid) -> i32 {
    loop {
        match waitpid(Some(child), WaitOptions::empty()) {
            Ok(Some((_, status))) => return status.exit_status().unwrap_or(1),
            Ok(None) | Err(rustix::io::Errno::INTR) => {}
            Err(_) => return 1,
        }
    }
}
