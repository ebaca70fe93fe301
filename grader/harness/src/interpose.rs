//! The libc functions through which std meets the outside: time, sleeping, randomness, output.
//!
//! A program's own definition of a libc symbol takes precedence over the library's, and so does that of a
//! library which the loader comes to before libc. Inside a
//! world these read and change the world; elsewhere, and in the harness's own sections, they
//! pass the call on. None may unwind: their callers are written for C.
//!
//! Threads of student code are counted, and will join a world here as well: `pthread_create` can
//! give them their world and random stream, the futex `syscall` can let them wait in virtual time.

#![expect(unsafe_code, reason = "defining and calling C functions is unsafe; nothing else here is")]

use std::sync::atomic::{AtomicPtr, Ordering};
use std::time::Duration;

use grader_trace::Stream;
use libc::{c_int, c_uint, c_void, clockid_t, iovec, size_t, ssize_t, timespec};

use crate::current;

/// What the monotonic clocks show at the start of a world. Fixed, so that even the debug
/// output of an `Instant` repeats; large, so that subtracting from it works.
const MONOTONIC_START: Duration = Duration::from_secs(1_000_000);
/// What the wall clocks show at the start of a world, at the earliest: a moment in November 2023.
const REALTIME_START: Duration = Duration::from_secs(1_700_000_000);

/// libc's own definition of a function, `None` where it has none.
macro_rules! real {
    ($name:literal as $signature:ty) => {{
        static FOUND: AtomicPtr<c_void> = AtomicPtr::new(std::ptr::null_mut());
        // Relaxed: a thread that sees nothing yet looks for itself and finds the same.
        let mut found = FOUND.load(Ordering::Relaxed);
        if found.is_null() {
            // SAFETY: the name is a C string.
            found = unsafe { libc::dlsym(libc::RTLD_NEXT, $name.as_ptr()) };
            FOUND.store(found, Ordering::Relaxed);
        }
        // SAFETY: null becomes `None`; anything else is the function of that name, whose
        // signature is the one that its manual page gives.
        unsafe { std::mem::transmute::<*mut c_void, Option<$signature>>(found) }
    }};
}

mod loaded;
mod polling;
mod processes;
mod stack;
mod threads;

pub(crate) use loaded::{close_library_folder, place};
pub(crate) use processes::{allocate_in_one_place, watch};
pub(crate) use stack::{begin_outside, calls};
pub(crate) use threads::has_other_threads;

/// Ends the process at once: no destructor of a student's value runs, and no exit function.
pub(crate) fn leave(code: i32) -> ! {
    // SAFETY: has no preconditions.
    unsafe { libc::_exit(code) }
}

/// Where a clock starts in a world; `None` for those that measure processor time.
fn clock_start(clock: clockid_t) -> Option<Duration> {
    match clock {
        libc::CLOCK_REALTIME | libc::CLOCK_REALTIME_COARSE | libc::CLOCK_TAI => Some(REALTIME_START),
        libc::CLOCK_MONOTONIC
        | libc::CLOCK_MONOTONIC_RAW
        | libc::CLOCK_MONOTONIC_COARSE
        | libc::CLOCK_BOOTTIME => Some(MONOTONIC_START),
        _ => None,
    }
}

fn virtual_time(clock: clockid_t) -> Option<Duration> {
    let start = clock_start(clock)?;
    current::with(|state| {
        let start = if start == REALTIME_START { start + state.calendar } else { start };
        state.asks_again();
        start + state.clock.now()
    })
}

fn to_timespec(time: Duration) -> timespec {
    // SAFETY: zero is a value of each of its fields, some of which are padding.
    let mut spec: timespec = unsafe { std::mem::zeroed() };
    spec.tv_sec = time.as_secs().cast_signed();
    spec.tv_nsec = time.subsec_nanos().into();
    spec
}

fn to_duration(spec: &timespec) -> Duration {
    let nanos = u32::try_from(spec.tv_nsec).unwrap_or_default();
    Duration::new(u64::try_from(spec.tv_sec).unwrap_or_default(), nanos)
}

/// # Safety
///
/// As libc's: `to` is valid for writing.
#[unsafe(no_mangle)]
unsafe extern "C" fn clock_gettime(clock: clockid_t, to: *mut timespec) -> c_int {
    if let Some(time) = virtual_time(clock) {
        // SAFETY: the caller's promise.
        unsafe { to.write(to_timespec(time)) };
        return 0;
    }
    match real!(c"clock_gettime" as unsafe extern "C" fn(clockid_t, *mut timespec) -> c_int) {
        // SAFETY: passed on as it came.
        Some(real) => unsafe { real(clock, to) },
        None => -1,
    }
}

/// # Safety
///
/// As libc's: `wanted` is valid for reading, `rest` is null or valid for writing.
#[unsafe(no_mangle)]
unsafe extern "C" fn nanosleep(wanted: *const timespec, rest: *mut timespec) -> c_int {
    // SAFETY: the caller's promise.
    let length = to_duration(unsafe { &*wanted });
    if current::with(|state| state.block(length)).is_some() {
        return 0;
    }
    match real!(c"nanosleep" as unsafe extern "C" fn(*const timespec, *mut timespec) -> c_int) {
        // SAFETY: passed on as it came.
        Some(real) => unsafe { real(wanted, rest) },
        None => -1,
    }
}

/// # Safety
///
/// As libc's: `wanted` is valid for reading, `rest` is null or valid for writing.
#[unsafe(no_mangle)]
unsafe extern "C" fn clock_nanosleep(
    clock: clockid_t,
    flags: c_int,
    wanted: *const timespec,
    rest: *mut timespec,
) -> c_int {
    // SAFETY: the caller's promise.
    let wanted_time = to_duration(unsafe { &*wanted });
    let is_absolute = flags & libc::TIMER_ABSTIME != 0;
    let passed = if is_absolute { virtual_time(clock) } else { Some(Duration::ZERO) };
    if let Some(passed) = passed
        && current::with(|state| state.block(wanted_time.saturating_sub(passed))).is_some()
    {
        return 0;
    }
    type Real = unsafe extern "C" fn(clockid_t, c_int, *const timespec, *mut timespec) -> c_int;
    match real!(c"clock_nanosleep" as Real) {
        // SAFETY: passed on as it came.
        Some(real) => unsafe { real(clock, flags, wanted, rest) },
        None => libc::ENOSYS,
    }
}

/// # Safety
///
/// As libc's: `to` is valid for writing `length` bytes.
#[unsafe(no_mangle)]
unsafe extern "C" fn getrandom(to: *mut c_void, length: size_t, flags: c_uint) -> ssize_t {
    let fill = |state: &crate::state::State| {
        if length > 0 {
            // SAFETY: the caller's promise, and `write_bytes` makes them readable as well.
            let bytes = unsafe {
                to.cast::<u8>().write_bytes(0, length);
                std::slice::from_raw_parts_mut(to.cast::<u8>(), length)
            };
            state.fill(bytes);
        }
    };
    if current::with(fill).is_some() {
        return length.cast_signed();
    }
    match real!(c"getrandom" as unsafe extern "C" fn(*mut c_void, size_t, c_uint) -> ssize_t) {
        // SAFETY: passed on as it came.
        Some(real) => unsafe { real(to, length, flags) },
        None => -1,
    }
}

/// Whether this is std saying that an allocation failed, right before it aborts: nothing that
/// is recorded now would leave the process, and the parent looks for these words.
fn is_out_of_memory(stream: Stream, printed: &[u8]) -> bool {
    stream == Stream::Stderr && printed.starts_with(b"memory allocation of ")
}

/// The stream of a descriptor, where it is one that a world records.
fn stream(descriptor: c_int) -> Option<Stream> {
    match descriptor {
        libc::STDOUT_FILENO => Some(Stream::Stdout),
        // std reports a stack overflow from a signal handler, and the parent looks for that.
        libc::STDERR_FILENO if !is_in_signal_handler() => Some(Stream::Stderr),
        _ => None,
    }
}

/// Whether this runs on the stack that std reserves for a handler of stack overflows.
fn is_in_signal_handler() -> bool {
    let mut stack = std::mem::MaybeUninit::<libc::stack_t>::zeroed();
    // SAFETY: the first argument may be null, and zero is a value of each field of the second.
    let stack = unsafe {
        libc::sigaltstack(std::ptr::null(), stack.as_mut_ptr());
        stack.assume_init()
    };
    stack.ss_flags & libc::SS_ONSTACK != 0
}

/// # Safety
///
/// `from` is valid for reading `length` bytes for as long as the result is used.
unsafe fn bytes<'a>(from: *const c_void, length: size_t) -> &'a [u8] {
    if length == 0 {
        return &[];
    }
    // SAFETY: the caller's promise.
    unsafe { std::slice::from_raw_parts(from.cast(), length) }
}

/// # Safety
///
/// As libc's: `from` is valid for reading `length` bytes.
#[unsafe(no_mangle)]
unsafe extern "C" fn write(descriptor: c_int, from: *const c_void, length: size_t) -> ssize_t {
    if let Some(stream) = stream(descriptor) {
        // SAFETY: the caller's promise.
        let printed = unsafe { bytes(from, length) };
        if !is_out_of_memory(stream, printed) && current::with(|state| state.print(stream, printed)).is_some()
        {
            return length.cast_signed();
        }
    }
    // tokio is woken from other threads by writing a number to a file of its own.
    if length == size_of::<u64>() && descriptor > libc::STDERR_FILENO {
        current::with(|state| state.wake_runtime(descriptor));
    }
    match real!(c"write" as unsafe extern "C" fn(c_int, *const c_void, size_t) -> ssize_t) {
        // SAFETY: passed on as it came.
        Some(real) => unsafe { real(descriptor, from, length) },
        None => -1,
    }
}

/// # Safety
///
/// As libc's: `parts` is valid for reading `count` parts, and each of them for its length.
#[unsafe(no_mangle)]
unsafe extern "C" fn writev(descriptor: c_int, parts: *const iovec, count: c_int) -> ssize_t {
    if let Some(stream) = stream(descriptor) {
        let mut printed = Vec::new();
        for index in 0..usize::try_from(count).unwrap_or_default() {
            // SAFETY: the caller's promise.
            let part = unsafe { &*parts.add(index) };
            // SAFETY: the caller's promise.
            printed.extend_from_slice(unsafe { bytes(part.iov_base, part.iov_len) });
        }
        if current::with(|state| state.print(stream, &printed)).is_some() {
            return printed.len().cast_signed();
        }
    }
    match real!(c"writev" as unsafe extern "C" fn(c_int, *const iovec, c_int) -> ssize_t) {
        // SAFETY: passed on as it came.
        Some(real) => unsafe { real(descriptor, parts, count) },
        None => -1,
    }
}
