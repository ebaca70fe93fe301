//! What a process gives up before it becomes the program of an order.
//!
//! The order of the steps matters. The folder and the program's file first, while everything may
//! still be reached; then the user; then what takes rights away, from files to system calls, and
//! memory and threads late, because this process must not trip over them.

use std::convert::Infallible;
use std::ffi::{CString, OsString};
use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStringExt;
use std::path::Path;

use grader_trace::wire::LIBRARY_FOLDER;
use rustix::fs::{Mode, OFlags, open};
use rustix::process::{
    Gid, Pid, Resource, Rlimit, Signal, Uid, chdir, getppid, getrlimit, set_parent_process_death_signal,
    setrlimit, setsid,
};
use rustix::stdio::{dup2_stderr, dup2_stdin, dup2_stdout};
use rustix::thread::{
    CapabilitySet, CapabilitySets, set_capabilities, set_no_new_privs, set_thread_groups, set_thread_res_gid,
    set_thread_res_uid,
};

use super::order::{Limits, Order};
use super::{Profile, calls, files, system};

/// What could not be done.
#[derive(Debug, thiserror::Error)]
#[error("cannot {doing}: {source}")]
pub(super) struct ConfineError {
    doing: &'static str,
    source: Box<dyn std::error::Error>,
}

pub(super) fn failed<E: std::error::Error + 'static>(doing: &'static str) -> impl FnOnce(E) -> ConfineError {
    move |source| ConfineError { doing, source: source.into() }
}

/// Becomes the program of an order, with these streams, and without all that the order takes away.
pub(super) fn become_ordered(
    order: Order,
    streams: &[OwnedFd; 3],
    keeper: Pid,
) -> Result<Infallible, ConfineError> {
    take_streams(streams).map_err(failed("take over the streams"))?;
    setsid().map_err(failed("leave the session"))?;
    system::close_on_exec_from(3).map_err(failed("close files"))?;
    system::heed_broken_pipes();
    chdir(&*order.folder).map_err(failed("enter the folder"))?;
    let library = order.library.as_ref().map(open_library).transpose()?;
    let path = order.command.first().cloned().unwrap_or_default();
    // Before the user is given up, who may have no way to the folder that it is in.
    let program =
        open(&path, OFlags::PATH | OFlags::CLOEXEC, Mode::empty()).map_err(failed("open the program"))?;
    if let Some(user) = order.user {
        become_user(user).map_err(failed("change the user"))?;
    }
    set_parent_process_death_signal(Some(Signal::KILL)).map_err(failed("die with the keeper"))?;
    if getppid() != Some(keeper) {
        // It has died already.
        system::leave(1);
    }
    set_no_new_privs(true).map_err(failed("give up new privileges"))?;
    give_up_capabilities().map_err(failed("give up capabilities"))?;
    take_away(&order, program.as_fd(), library.as_ref().map(AsFd::as_fd))?;
    let env = order.env.into_iter().map(|(name, value)| [name, value].join(&OsString::from("=")));
    let (args, env) = (arguments(order.profile, order.command), env.map(text).collect::<Vec<_>>());
    // A compiler may be a script, which whoever interprets it has to find.
    let became = match order.profile {
        Profile::Build => system::become_program_at(&text(path), &args, &env),
        Profile::Run => system::become_program(program.as_fd(), &args, &env),
    };
    became.map_err(failed("start the program"))
}

fn take_streams([stdin, stdout, stderr]: &[OwnedFd; 3]) -> rustix::io::Result<()> {
    dup2_stdin(stdin)?;
    dup2_stdout(stdout)?;
    dup2_stderr(stderr)
}

/// Opens a library, and for the program that takes code from it the library's folder.
fn open_library(library: impl AsRef<Path>) -> Result<OwnedFd, ConfineError> {
    let library = library.as_ref();
    let open =
        |path| open(path, OFlags::PATH | OFlags::CLOEXEC, Mode::empty()).map_err(failed("open the library"));
    let folder = open(library.parent().unwrap_or(Path::new("/")))?;
    system::hand_down(folder, LIBRARY_FOLDER)
        .map_err(failed("hand on the library's folder, for which `ulimit -n` has to be 100 or more"))?;
    open(library)
}

fn take_away(
    order: &Order,
    program: BorrowedFd<'_>,
    library: Option<BorrowedFd<'_>>,
) -> Result<(), ConfineError> {
    if let Some(files) = &order.files {
        files::restrict(files, program, library).map_err(failed("keep files away"))?;
    }
    if let Some(limits) = &order.limits {
        limit(limits).map_err(failed("set limits"))?;
    }
    if order.seccomp {
        let filter = calls::filter(order.profile, program.as_raw_fd());
        system::install(&filter).map_err(failed("filter system calls"))?;
    }
    Ok(())
}

/// A submission is told its program's name, and no path of this machine.
fn arguments(profile: Profile, mut command: Vec<OsString>) -> Vec<CString> {
    if profile == Profile::Run
        && let Some(program) = command.first_mut()
    {
        *program = Path::new(&*program).file_name().unwrap_or_default().to_owned();
    }
    command.into_iter().map(text).collect()
}

/// A text for a system that ends texts with a zero: what holds one is cut there.
fn text(text: OsString) -> CString {
    let mut bytes = text.into_vec();
    bytes.truncate(bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len()));
    CString::new(bytes).unwrap_or_default()
}

/// Becomes another user, in a group of its own.
pub(super) fn become_user(number: u32) -> io::Result<()> {
    let (user, group) = (Uid::from_raw(number), Gid::from_raw(number));
    set_thread_groups(&[])?;
    set_thread_res_gid(group, group, group)?;
    set_thread_res_uid(user, user, user)?;
    Ok(())
}

/// What root can do without being asked, and what every user can do in a namespace of its own.
fn give_up_capabilities() -> io::Result<()> {
    let none = CapabilitySet::empty();
    set_capabilities(None, CapabilitySets { effective: none, permitted: none, inheritable: none })?;
    Ok(())
}

/// Sets the kernel's limits.
pub(super) fn limit(limits: &Limits) -> io::Result<()> {
    set(Resource::Core, 0, 0)?;
    // The soft limit sends a signal that says why; the hard one ends who ignores it.
    set_whole(Resource::Cpu, "processor time (ulimit -t)", limits.cpu, limits.cpu.saturating_add(1))?;
    set_whole(Resource::Fsize, "file sizes (ulimit -f)", limits.file_size, limits.file_size)?;
    set(Resource::Nofile, limits.open_files, limits.open_files)?;
    set_whole(Resource::As, "memory (ulimit -v)", limits.memory, limits.memory)?;
    if let Some(threads) = limits.threads {
        set(Resource::Nproc, threads, threads)?;
    }
    Ok(())
}

/// Sets a limit, or leaves it at what this process may have at most, where that is less.
fn set(resource: Resource, soft: u64, hard: u64) -> io::Result<()> {
    let most = getrlimit(resource).maximum.unwrap_or(u64::MAX);
    setrlimit(resource, Rlimit { current: Some(soft.min(most)), maximum: Some(hard.min(most)) })?;
    Ok(())
}

/// Sets a limit on which verdicts depend: with less, others would come out than elsewhere.
fn set_whole(resource: Resource, name: &str, soft: u64, hard: u64) -> io::Result<()> {
    match getrlimit(resource).maximum {
        Some(most) if most < hard => {
            let text = format!("the grader itself may have no more {name} than {most}, and {hard} is needed");
            Err(io::Error::other(text))
        }
        _ => set(resource, soft, hard),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_submission_is_not_told_where_it_lies() {
        let told = |profile| {
            let args = arguments(profile, vec!["/home/a/driver".into(), "x".into()]);
            args.iter().map(|arg| arg.to_string_lossy().into_owned()).collect::<Vec<_>>()
        };
        assert_eq!(told(Profile::Run), ["driver", "x"]);
        assert_eq!(told(Profile::Build), ["/home/a/driver", "x"]);
    }

    #[test]
    fn a_text_ends_at_a_zero() {
        assert_eq!(text(OsString::from_vec(b"a\0b".to_vec())).as_bytes(), b"a");
    }
}
