//! A process that is a child of ours.

use std::io;
use std::os::fd::OwnedFd;
use std::process::{Child, Command, ExitStatus};

use rustix::process::{Pid, Signal};

use crate::Policy;

/// Starts one.
pub(crate) fn spawn(command: &mut Command) -> io::Result<Child> {
    #[cfg(target_os = "linux")]
    return crate::strays::spawn(command);
    #[cfg(not(target_os = "linux"))]
    command.spawn()
}

/// Waits for one that has ended or been killed.
pub(crate) fn wait(child: &mut Child) -> io::Result<ExitStatus> {
    #[cfg(target_os = "linux")]
    return crate::strays::wait(child);
    #[cfg(not(target_os = "linux"))]
    child.wait()
}

/// Kills it and its process group.
pub(crate) fn kill_group(child: &Child) {
    // Fails when the group has gone already, which is what is wanted, or where a keeper has not made
    // its group yet.
    let _ = rustix::process::kill_process_group(pid(child), Signal::KILL);
    let _ = rustix::process::kill_process(pid(child), Signal::KILL);
}

fn pid(child: &Child) -> Pid {
    Pid::from_child(child)
}

/// A file that becomes readable when the process has ended.
#[cfg(target_os = "linux")]
pub(crate) fn exit_fd(child: &Child) -> io::Result<Option<OwnedFd>> {
    use rustix::process::{PidfdFlags, pidfd_open};
    Ok(Some(pidfd_open(pid(child), PidfdFlags::empty())?))
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn exit_fd(_child: &Child) -> io::Result<Option<OwnedFd>> {
    Ok(None)
}

/// Waits for its end, and leaves it unreaped.
#[cfg(target_os = "linux")]
pub(crate) fn wait_unreaped(child: &Child) {
    use rustix::process::{WaitId, WaitIdOptions, waitid};
    let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
    while matches!(waitid(WaitId::Pid(pid(child)), options), Err(rustix::io::Errno::INTR)) {}
}

/// Sets the kernel's limits from outside, right after the start: a driver waits for its job, so
/// nothing of the student's has run yet.
#[cfg(target_os = "linux")]
pub(crate) fn limit(child: &Child, policy: &Policy) -> io::Result<()> {
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
    set(Resource::Fsize, policy.file_size, policy.file_size)?;
    set(Resource::Core, 0, 0)?;
    Ok(())
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn limit(_child: &Child, _policy: &Policy) -> io::Result<()> {
    Ok(())
}
