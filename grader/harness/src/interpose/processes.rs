//! Ends of this process and beginnings of others.
//!
//! What a sandbox forbids raises a signal, whose handler records which system call it was and where
//! it was made. libc makes processes with all signals blocked, so that its functions are defined
//! here as well: code that starts another program is ended for it in a sandbox or outside.

use std::sync::atomic::{AtomicPtr, Ordering};

use grader_trace::wire::{EXIT_CODES, EXIT_FORBIDDEN};
use libc::{c_char, c_int, c_void, pid_t};

use super::{is_in_signal_handler, leave};
use crate::state::State;
use crate::{current, drive};

/// # Safety
///
/// As libc's: it runs what was registered to run at exit.
#[unsafe(no_mangle)]
unsafe extern "C" fn exit(code: c_int) -> ! {
    let is_told = current::with(|state| state.exit(code)).is_some();
    // On a thread of student code's own, or at the end of the world's, nobody can be told.
    let code = if !is_told && drive::is_driving() && EXIT_CODES.contains(&code) { 1 } else { code };
    match real!(c"exit" as unsafe extern "C" fn(c_int) -> !) {
        // SAFETY: the caller's promise.
        Some(real) => unsafe { real(code) },
        None => leave(code),
    }
}

#[unsafe(no_mangle)]
extern "C" fn abort() -> ! {
    // std aborts in its handler of stack overflows, where recording is not safe.
    if !is_in_signal_handler() {
        current::with(State::quits);
    }
    match real!(c"abort" as unsafe extern "C" fn() -> !) {
        // SAFETY: has no preconditions.
        Some(real) => unsafe { real() },
        None => leave(libc::SIGABRT),
    }
}

/// Student code is about to start another program; elsewhere nothing happens.
fn starts_program() {
    current::with(|state| -> () { state.forbidden(libc::SYS_execve) });
}

/// # Safety
///
/// As libc's: the child of a process with several threads may do little.
#[unsafe(no_mangle)]
unsafe extern "C" fn fork() -> pid_t {
    starts_program();
    match real!(c"fork" as unsafe extern "C" fn() -> pid_t) {
        // SAFETY: the caller's promise.
        Some(real) => unsafe { real() },
        None => -1,
    }
}

/// # Safety
///
/// As libc's: all that is not null is valid for reading, and `child` for writing.
#[unsafe(no_mangle)]
unsafe extern "C" fn posix_spawnp(
    child: *mut pid_t,
    file: *const c_char,
    actions: *const libc::posix_spawn_file_actions_t,
    attributes: *const libc::posix_spawnattr_t,
    args: *const *mut c_char,
    env: *const *mut c_char,
) -> c_int {
    type Real = unsafe extern "C" fn(
        *mut pid_t,
        *const c_char,
        *const libc::posix_spawn_file_actions_t,
        *const libc::posix_spawnattr_t,
        *const *mut c_char,
        *const *mut c_char,
    ) -> c_int;
    starts_program();
    match real!(c"posix_spawnp" as Real) {
        // SAFETY: passed on as it came.
        Some(real) => unsafe { real(child, file, actions, attributes, args, env) },
        None => libc::ENOSYS,
    }
}

/// `siginfo_t` of a system call that was not made. libc's crate has no names for these fields.
#[repr(C)]
struct NotMade {
    signal: c_int,
    error: c_int,
    code: c_int,
    address: *mut c_void,
    call: c_int,
    machine: u32,
}

extern "C" fn not_made(_: c_int, info: *mut NotMade, _: *mut c_void) {
    // SAFETY: the kernel passes it to a handler that asks for it, and this one is for this signal.
    let call = unsafe { (*info).call };
    current::with(|state| -> () { state.forbidden(call.into()) });
    // Of a thread outside of the world, or one that was never to be.
    leave(EXIT_FORBIDDEN)
}

/// Has all threads allocate from one place. libc reserves 64 MiB of address space for each of several
/// others, and so would have the limit of memory depend on the number of processors and on chance.
pub(crate) fn allocate_in_one_place() {
    // SAFETY: there is no other thread yet.
    let _only_slower_without = unsafe { libc::mallopt(libc::M_ARENA_MAX, 1) };
}

/// From now on a system call that is not made is recorded, with its line.
pub(crate) fn watch() {
    // SAFETY: zero is a value of each of its fields.
    let mut action: libc::sigaction = unsafe { std::mem::zeroed() };
    action.sa_sigaction = not_made as *const () as usize;
    action.sa_flags = libc::SA_SIGINFO;
    // SAFETY: the handler is one for this kind of call, and never returns. It allocates and walks the
    // stack, which is sound because the signal comes from the system call itself, and not from the
    // midst of anything.
    let _cannot_fail = unsafe { libc::sigaction(libc::SIGSYS, &raw const action, std::ptr::null_mut()) };
}
