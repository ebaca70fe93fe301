//! Threads: how they begin, end and wait. In a world one of them runs at a time, and those that wait do
//! so in virtual time.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicPtr, AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use libc::{c_int, c_long, c_void, cpu_set_t, pid_t, pthread_attr_t, pthread_t, size_t, timespec};

use super::{MONOTONIC_START, to_duration};
use crate::current;
use crate::state::{State, TooMany};
use crate::threads::{Because, Number};
use crate::world;

type Start = extern "C" fn(*mut c_void) -> *mut c_void;

/// Threads of this process, other than the main one and those that student code has made, some of which
/// never end. The system's own list still shows a thread for a moment after it was joined.
static THREADS: AtomicUsize = AtomicUsize::new(0);

/// Whether the process has more threads than the main one and those of student code.
pub(crate) fn has_other_threads() -> bool {
    THREADS.load(Ordering::Acquire) > 0
}

/// What a new thread does, on its way there.
struct Boot {
    start: Start,
    argument: *mut c_void,
    /// Its world, if student code made it in one, and which thread of that it is.
    member: Option<(Arc<State>, Number)>,
}

/// A thread's stay in a world, until all that student code has put aside for its end has run.
struct Member {
    state: Arc<State>,
    number: Number,
}

impl Drop for Member {
    fn drop(&mut self) {
        current::leave_as_member();
        // SAFETY: has no preconditions.
        let me = unsafe { libc::pthread_self() };
        numbers().remove(&me);
        self.state.thread_ends(self.number);
    }
}

thread_local! {
    /// Made before anything of the student's, so dropped after it.
    static MEMBER: Cell<Option<Member>> = const { Cell::new(None) };
}

extern "C" fn boot(boot: *mut c_void) -> *mut c_void {
    // SAFETY: `pthread_create` made it for this thread alone.
    let Boot { start, argument, member } = *unsafe { Box::from_raw(boot.cast::<Boot>()) };
    let is_member = member.is_some();
    if let Some((state, number)) = member {
        MEMBER.set(Some(Member { state: Arc::clone(&state), number }));
        state.threads.await_turn(number);
        if state.is_program() {
            world::record_draws();
        }
        world::record_calls();
        current::enter_as_member(state, number);
    }
    let result = start(argument);
    if !is_member {
        THREADS.fetch_sub(1, Ordering::Release);
    }
    result
}

/// Which thread of its world each one is, for those that wait for its end, until it comes.
fn numbers() -> MutexGuard<'static, BTreeMap<pthread_t, Number>> {
    static NUMBERS: Mutex<BTreeMap<pthread_t, Number>> = Mutex::new(BTreeMap::new());
    NUMBERS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// # Safety
///
/// As libc's: `thread` is valid for writing, `attributes` is null or valid for reading, and `start`
/// may be called with `argument` on another thread.
#[unsafe(no_mangle)]
unsafe extern "C" fn pthread_create(
    thread: *mut pthread_t,
    attributes: *const pthread_attr_t,
    start: Start,
    argument: *mut c_void,
) -> c_int {
    type Real = unsafe extern "C" fn(*mut pthread_t, *const pthread_attr_t, Start, *mut c_void) -> c_int;
    let Some(real) = real!(c"pthread_create" as Real) else { return libc::ENOSYS };
    let member = match current::with_shared(|state| Some((Arc::clone(state), state.add_thread()?))).flatten()
    {
        Some((_, Err(TooMany))) => return libc::EAGAIN,
        Some((state, Ok(number))) => Some((state, number)),
        None => None,
    };
    let booted = Box::into_raw(Box::new(Boot { start, argument, member: member.clone() }));
    // Before it runs: a world that begins meanwhile must know that it is there.
    let counted = usize::from(member.is_none());
    THREADS.fetch_add(counted, Ordering::Release);
    // SAFETY: the caller's promise; `boot` takes what it is given.
    let failed = unsafe { real(thread, attributes, boot, booted.cast()) };
    if failed != 0 {
        THREADS.fetch_sub(counted, Ordering::Release);
        // SAFETY: no thread has taken it.
        drop(unsafe { Box::from_raw(booted) });
    }
    match member {
        Some((state, number)) if failed != 0 => state.threads.remove(number),
        // SAFETY: it was written.
        Some((_, number)) => drop(numbers().insert(unsafe { *thread }, number)),
        None => {}
    }
    failed
}

/// # Safety
///
/// As libc's: nobody else joins `thread`, and `result` is null or valid for writing.
#[unsafe(no_mangle)]
unsafe extern "C" fn pthread_join(thread: pthread_t, result: *mut *mut c_void) -> c_int {
    let find = |_: &State| numbers().get(&thread).copied();
    if let Some(number) = current::with(find).flatten() {
        current::with(|state| state.join(number));
    }
    match real!(c"pthread_join" as unsafe extern "C" fn(pthread_t, *mut *mut c_void) -> c_int) {
        // SAFETY: passed on as it came.
        Some(real) => unsafe { real(thread, result) },
        None => libc::ENOSYS,
    }
}

#[unsafe(no_mangle)]
extern "C" fn sched_yield() -> c_int {
    if current::with(State::step_back).is_some() {
        return 0;
    }
    match real!(c"sched_yield" as unsafe extern "C" fn() -> c_int) {
        // SAFETY: has no preconditions.
        Some(real) => unsafe { real() },
        None => 0,
    }
}

/// Processors that a world shows, however many the machine has: a default runtime has as many threads for
/// its tasks. Two, so that tasks do run on several threads as they do anywhere, and code that blocks one
/// of them is still seen to be in the way of others.
const PROCESSORS: usize = 2;

/// # Safety
///
/// As libc's: `set` is valid for writing `size` bytes.
#[unsafe(no_mangle)]
unsafe extern "C" fn sched_getaffinity(process: pid_t, size: size_t, set: *mut cpu_set_t) -> c_int {
    if size >= size_of::<cpu_set_t>() && current::with(|_| ()).is_some() {
        // SAFETY: zero is a value of it.
        let mut processors: cpu_set_t = unsafe { std::mem::zeroed() };
        for processor in 0..PROCESSORS {
            // SAFETY: it lies within the set.
            unsafe { libc::CPU_SET(processor, &mut processors) };
        }
        // SAFETY: the caller's promise.
        unsafe { set.write(processors) };
        return 0;
    }
    match real!(c"sched_getaffinity" as unsafe extern "C" fn(pid_t, size_t, *mut cpu_set_t) -> c_int) {
        // SAFETY: passed on as it came.
        Some(real) => unsafe { real(process, size, set) },
        None => -1,
    }
}

/// What a futex call asks for, as far as a world can do it.
enum Futex {
    /// To wait while the futex has this value, until this much time has passed since the start of
    /// the monotonic clock.
    Wait { value: u32, until: Option<Until> },
    /// To wake so many.
    Wake { most: usize },
}

enum Until {
    /// On the monotonic clock.
    At(Duration),
    /// From now on.
    In(Duration),
}

/// # Safety
///
/// Where the call waits with a timeout, that is valid for reading.
unsafe fn futex(operation: usize, value: usize, timeout: usize) -> Option<Futex> {
    const COMMAND: c_int = !(libc::FUTEX_PRIVATE_FLAG | libc::FUTEX_CLOCK_REALTIME);
    // SAFETY: the caller's promise.
    let timeout = (timeout != 0).then(|| to_duration(unsafe { &*(timeout as *const timespec) }));
    // The kernel, too, looks at the lower half of each only.
    match operation as c_int & COMMAND {
        libc::FUTEX_WAIT => Some(Futex::Wait { value: value as u32, until: timeout.map(Until::In) }),
        libc::FUTEX_WAIT_BITSET => Some(Futex::Wait { value: value as u32, until: timeout.map(Until::At) }),
        libc::FUTEX_WAKE => Some(Futex::Wake { most: value }),
        _ => None,
    }
}

/// Does a futex call in a world; the result as the system call has it, and its error.
///
/// # Safety
///
/// `address` is a valid futex.
unsafe fn in_world(state: &State, address: usize, asked: &Futex) -> (c_long, c_int) {
    match asked {
        Futex::Wake { most } => (state.wake_futex(address, *most) as c_long, 0),
        Futex::Wait { value, until } => {
            // Nobody else of this world runs: what is there now stays until this thread waits.
            // SAFETY: the caller's promise.
            if unsafe { (*(address as *const AtomicU32)).load(Ordering::SeqCst) } != *value {
                return (-1, libc::EAGAIN);
            }
            let until = until.as_ref().map(|until| match until {
                Until::At(at) => at.saturating_sub(MONOTONIC_START),
                Until::In(length) => state.clock.now() + *length,
            });
            match state.wait_for_futex(address, until) {
                Because::Woken => (0, 0),
                Because::Time | Because::Deputy => (-1, libc::ETIMEDOUT),
            }
        }
    }
}

/// Through this std waits for locks, channels and parked threads. libc's takes a variable number
/// of arguments, which travel in the same registers as these on the machines named here.
///
/// # Safety
///
/// As the system call's.
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
#[unsafe(no_mangle)]
unsafe extern "C" fn syscall(
    call: c_long,
    one: usize,
    two: usize,
    three: usize,
    four: usize,
    five: usize,
    six: usize,
) -> c_long {
    if call == libc::SYS_futex {
        // SAFETY: the caller's promise.
        let asked = unsafe { futex(two, three, if is_wait(two) { four } else { 0 }) };
        if let Some(asked) = asked
            && let Some(Some((result, error))) = current::with(|state| {
                // SAFETY: the caller's promise.
                state.is_alone.then(|| unsafe { in_world(state, one, &asked) })
            })
        {
            if result < 0 {
                // SAFETY: this thread's own.
                unsafe { *libc::__errno_location() = error };
            }
            return result;
        }
    }
    type Real = unsafe extern "C" fn(c_long, usize, usize, usize, usize, usize, usize) -> c_long;
    match real!(c"syscall" as Real) {
        // SAFETY: passed on as it came.
        Some(real) => unsafe { real(call, one, two, three, four, five, six) },
        None => -1,
    }
}

/// Whether an operation has a timeout; others have something else in its place.
fn is_wait(operation: usize) -> bool {
    const COMMAND: c_int = !(libc::FUTEX_PRIVATE_FLAG | libc::FUTEX_CLOCK_REALTIME);
    matches!(operation as c_int & COMMAND, libc::FUTEX_WAIT | libc::FUTEX_WAIT_BITSET)
}
