//! Waits of runtimes for what happens outside of them: their timers, and other threads that wake them.
//!
//! A world's runtime waits here only while another thread keeps its paused clock from moving on, else it looks; one
//! whose code stays inside does neither. One that student code has made waits, on a thread of its world, and by the
//! world's baton.

use std::sync::atomic::{AtomicPtr, Ordering};
use std::time::Duration;

use libc::{c_int, c_void, epoll_event};

use crate::current;
use crate::threads::Because;

/// # Safety
///
/// As libc's: `events` is valid for writing `most` of them.
#[unsafe(no_mangle)]
unsafe extern "C" fn epoll_wait(
    epoll: c_int,
    events: *mut epoll_event,
    most: c_int,
    timeout: c_int,
) -> c_int {
    type Real = unsafe extern "C" fn(c_int, *mut epoll_event, c_int, c_int) -> c_int;
    let Some(real) = real!(c"epoll_wait" as Real) else { return -1 };
    let begins = |state: &crate::state::State| state.is_alone.then(|| state.clock.now());
    let Some(now) = (timeout != 0).then(|| current::with(begins)).flatten().flatten() else {
        // SAFETY: passed on as it came.
        return unsafe { real(epoll, events, most, timeout) };
    };
    let length = u64::try_from(timeout).ok().map(Duration::from_millis);
    let until = length.map(|length| now + length);
    loop {
        // SAFETY: the caller's promise.
        let found = unsafe { real(epoll, events, most, 0) };
        if found != 0 {
            return found;
        }
        match current::with(|state| state.wait_for_epoll(epoll, until)) {
            Some(Because::Woken) => {}
            // SAFETY: the caller's promise.
            Some(Because::Time | Because::Deputy) | None => return unsafe { real(epoll, events, most, 0) },
        }
    }
}

/// # Safety
///
/// As libc's: `event` is null or valid for reading.
#[unsafe(no_mangle)]
unsafe extern "C" fn epoll_ctl(
    epoll: c_int,
    operation: c_int,
    file: c_int,
    event: *mut epoll_event,
) -> c_int {
    type Real = unsafe extern "C" fn(c_int, c_int, c_int, *mut epoll_event) -> c_int;
    let Some(real) = real!(c"epoll_ctl" as Real) else { return -1 };
    // SAFETY: passed on as it came.
    let failed = unsafe { real(epoll, operation, file, event) };
    if failed == 0 && operation == libc::EPOLL_CTL_ADD {
        current::with(|state| state.watches(epoll, file));
    }
    failed
}
