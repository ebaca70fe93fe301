//! The system calls of the sandbox that Rust cannot know to be safe. The crate's only unsafe code.
//!
//! All of them are made by a keeper or its children: processes with a single thread.

#![expect(unsafe_code, reason = "forking, namespaces and filters are unsafe; nothing else here is")]

use std::convert::Infallible;
use std::ffi::{CStr, CString, c_char, c_int, c_long};
use std::os::fd::{AsRawFd, BorrowedFd, IntoRawFd, OwnedFd};
use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;
use std::time::Duration;
use std::{io, ptr};

use rustix::process::Pid;

use super::filter::{Filter, for_kernel};
use super::order::Ended;

/// Turns the result of a system call into an error where it is one.
fn checked(result: c_long) -> io::Result<c_long> {
    if result < 0 { Err(io::Error::last_os_error()) } else { Ok(result) }
}

/// Closes all descriptors from this one on when a program is executed.
pub(super) fn close_on_exec_from(first: u32) -> io::Result<()> {
    // SAFETY: it changes flags of descriptors, and no memory.
    let marked = unsafe { libc::syscall(libc::SYS_close_range, first, u32::MAX, libc::CLOSE_RANGE_CLOEXEC) };
    checked(marked).map(|_| ())
}

/// Closes all descriptors from this one on: what was inherited, and nobody here has opened.
pub(super) fn close_from(first: u32) -> io::Result<()> {
    // SAFETY: nothing in this process owns one of them.
    let closed = unsafe { libc::syscall(libc::SYS_close_range, first, u32::MAX, 0) };
    checked(closed).map(|_| ())
}

/// Leaves a file open to the program that this process becomes, under a number.
pub(super) fn hand_down(file: OwnedFd, number: c_int) -> io::Result<()> {
    if file.as_raw_fd() == number {
        // SAFETY: it changes a flag of a descriptor, and no memory.
        let kept = unsafe { libc::fcntl(file.into_raw_fd(), libc::F_SETFD, 0) };
        return checked(kept.into()).map(|_| ());
    }
    // SAFETY: it makes a descriptor, in place of one that nothing here uses any more: that is few.
    let duplicated = unsafe { libc::dup2(file.as_raw_fd(), number) };
    checked(duplicated.into()).map(|_| ())
}

/// A copy of this process; in it, `None`.
pub(super) fn fork() -> io::Result<Option<Pid>> {
    // SAFETY: this process has one thread, so the copy has all of them.
    let child = unsafe { libc::fork() };
    Ok(Pid::from_raw(checked(child.into())? as i32))
}

/// A child that has ended; it is not reaped, so that its number stays its own. `None` where there is
/// none yet.
pub(super) fn ended() -> Option<Pid> {
    const LOOK: i32 = libc::WEXITED | libc::WNOHANG | libc::WNOWAIT;
    // SAFETY: zero is a value of each of its fields.
    let mut info: libc::siginfo_t = unsafe { std::mem::zeroed() };
    // SAFETY: it is valid for writing; of any child the number that is given is not looked at.
    let found = unsafe { libc::waitid(libc::P_ALL, 0, &raw mut info, LOOK) };
    // SAFETY: for a child, that is the field which was written; otherwise it is zero.
    let pid = unsafe { info.si_pid() };
    Pid::from_raw(pid).filter(|_| found == 0)
}

/// Reaps a child that has ended, and tells how it did.
pub(super) fn reap(child: Pid) -> Option<Ended> {
    let mut status = 0;
    // SAFETY: zero is a value of each of its fields.
    let mut usage: libc::rusage = unsafe { std::mem::zeroed() };
    // SAFETY: both are valid for writing.
    let pid = unsafe { libc::wait4(child.as_raw_pid(), &raw mut status, libc::WNOHANG, &raw mut usage) };
    let time = |time: libc::timeval| {
        Duration::from_secs(time.tv_sec.cast_unsigned()) + Duration::from_micros(time.tv_usec.cast_unsigned())
    };
    let cpu = time(usage.ru_utime) + time(usage.ru_stime);
    (pid == child.as_raw_pid()).then(|| Ended { status: ExitStatus::from_raw(status), cpu })
}

/// A copy of this process, in namespaces of its own; in it, `None`.
pub(super) fn fork_into(namespaces: c_int) -> io::Result<Option<Pid>> {
    let flags = c_long::from(namespaces | libc::SIGCHLD);
    // SAFETY: without a stack of its own it is a fork, and this process has one thread. libc does not
    // learn of it, and goes on taking this thread for the one that it is a copy of: nothing here asks.
    let child = unsafe { libc::syscall(libc::SYS_clone, flags, 0_usize, 0_usize, 0_usize, 0_usize) };
    Ok(Pid::from_raw(checked(child)? as i32))
}

/// Has a broken pipe end this process again, as any program expects: Rust's runtime ignores it.
pub(super) fn heed_broken_pipes() {
    // SAFETY: no handler is installed.
    unsafe { libc::signal(libc::SIGPIPE, libc::SIG_DFL) };
}

/// Has the kernel filter the system calls of this process from now on. It must have given up new
/// privileges.
pub(super) fn install(filter: &Filter) -> io::Result<()> {
    let mut program = filter.program();
    let program = for_kernel(&mut program);
    // SAFETY: the kernel copies the program, which lives until the end of this function.
    let installed =
        unsafe { libc::syscall(libc::SYS_seccomp, libc::SECCOMP_SET_MODE_FILTER, 0, &raw const program) };
    checked(installed).map(|_| ())
}

/// The version of Landlock that this kernel has; 0 for none.
pub(super) fn landlock_version() -> i32 {
    const VERSION: u32 = 1;
    // SAFETY: with this flag it takes no memory, and only tells its version.
    let version =
        unsafe { libc::syscall(libc::SYS_landlock_create_ruleset, ptr::null::<u8>(), 0_usize, VERSION) };
    i32::try_from(version).unwrap_or_default().max(0)
}

/// Becomes the program of this path.
pub(super) fn become_program_at(path: &CStr, args: &[CString], env: &[CString]) -> io::Result<Infallible> {
    let (args, env) = (ended_by_null(args), ended_by_null(env));
    // SAFETY: all texts and lists end with null and live until the program is there.
    let failed = unsafe { libc::execve(path.as_ptr(), args.as_ptr(), env.as_ptr()) };
    checked(failed.into())?;
    unreachable!("where it succeeds this process is another program")
}

/// Becomes the program of this file.
pub(super) fn become_program(
    program: BorrowedFd<'_>,
    args: &[CString],
    env: &[CString],
) -> io::Result<Infallible> {
    let (args, env) = (ended_by_null(args), ended_by_null(env));
    // SAFETY: the path is empty, and both lists end with null and live until the program is there.
    let failed = unsafe {
        libc::syscall(
            libc::SYS_execveat,
            program.as_raw_fd(),
            CStr::as_ptr(c""),
            args.as_ptr(),
            env.as_ptr(),
            libc::AT_EMPTY_PATH,
        )
    };
    checked(failed)?;
    unreachable!("where it succeeds this process is another program")
}

fn ended_by_null(texts: &[CString]) -> Vec<*const c_char> {
    texts.iter().map(|text| text.as_ptr()).chain([ptr::null()]).collect()
}

/// Ends this process at once.
pub(super) fn leave(code: i32) -> ! {
    // SAFETY: has no preconditions.
    unsafe { libc::_exit(code) }
}
