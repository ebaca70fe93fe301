//! Processes that a submission leaves behind in a process group or session of their own, where
//! killing its group does not reach them.
//!
//! The system hands them to the grader once their parents are gone; what is then a child of
//! ours without being one that we started is theirs, and is killed. That is only sure where all
//! processes are started here, so the program asks for it and a library's user need not.

use std::collections::BTreeSet;
use std::process::{Child, Command, ExitStatus};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::{fs, io};

use rustix::process::{Pid, Signal, WaitOptions, getpid, kill_process, set_child_subreaper, waitpid};

/// Rounds of killing: each reaches the children of those killed before.
const ROUNDS: usize = 100;

/// The processes that we have started and not reaped; `None` while strays are not ours.
static STARTED: Mutex<Option<BTreeSet<u32>>> = Mutex::new(None);

/// From now on, strays of submissions are killed. All processes must be started by this crate.
///
/// # Errors
/// Where the system does not hand them to us.
pub fn adopt() -> io::Result<()> {
    set_child_subreaper(Some(getpid()))?;
    started().get_or_insert_default();
    Ok(())
}

fn started() -> MutexGuard<'static, Option<BTreeSet<u32>>> {
    STARTED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Starts a process that is no stray.
pub(crate) fn spawn(command: &mut Command) -> io::Result<Child> {
    // Under the lock: a sweep must not find a child that it does not know yet.
    let mut started = started();
    let child = command.spawn()?;
    if let Some(started) = &mut *started {
        started.insert(child.id());
    }
    Ok(child)
}

/// Waits for a process that we started. Under the lock: once it is reaped its number may be
/// another's.
pub(crate) fn wait(child: &mut Child) -> io::Result<ExitStatus> {
    let mut started = started();
    let status = child.wait()?;
    if let Some(started) = &mut *started {
        started.remove(&child.id());
    }
    Ok(status)
}

/// Kills all strays there are.
pub(crate) fn sweep() {
    let started = started();
    let Some(known) = &*started else { return };
    for _ in 0..ROUNDS {
        let strays: Vec<_> = children().into_iter().filter(|pid| !known.contains(pid)).collect();
        if strays.is_empty() {
            return;
        }
        for stray in strays.into_iter().filter_map(|pid| Pid::from_raw(pid.cast_signed())) {
            // A stray that has ended by itself is only reaped.
            let _ended = kill_process(stray, Signal::KILL);
            let _gone = waitpid(Some(stray), WaitOptions::empty());
        }
    }
}

/// Our children, whichever of our threads they count as children of.
fn children() -> BTreeSet<u32> {
    let threads = fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let lists = threads.filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
    lists
        .flat_map(|list| list.split_whitespace().filter_map(|pid| pid.parse().ok()).collect::<Vec<_>>())
        .collect()
}
