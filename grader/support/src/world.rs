//! Where random numbers come from, and who is told of what student code does with this crate: for the
//! harness, not for student code.
//!
//! Owns the streams and says which one a thread draws from. It knows no tasks: the harness
//! installs a task's stream before the task runs and takes it back afterwards.

use std::cell::{Cell, RefCell};
use std::convert::Infallible;
use std::panic::Location;
use std::sync::{Mutex, PoisonError};

use rand::rngs::SysRng;
use rand::{Rng, SeedableRng, TryRng};
use rand_chacha::ChaCha8Rng;

/// The ChaCha stream of a key from which the threads of a world descend; children count up
/// from 1 and never get here.
const THREADS: u64 = u64::MAX;

/// A sequence of random numbers, and the origin of further ones.
///
/// A ChaCha8 key has 2⁶⁴ streams: its owner draws from stream 0, and its n-th child's key is
/// the start of stream n. So a child is independent of what its parent draws.
#[derive(Debug)]
pub struct Stream {
    key: [u8; 32],
    numbers: ChaCha8Rng,
    children: u64,
}

impl Stream {
    /// The stream of a seed.
    pub fn from_seed(seed: u64) -> Self {
        Self::from_key(ChaCha8Rng::seed_from_u64(seed).get_seed())
    }

    /// A stream that cannot be repeated.
    fn from_system() -> Self {
        let mut key = [0; 32];
        SysRng.try_fill_bytes(&mut key).expect("the operating system gives random bytes");
        Self::from_key(key)
    }

    fn from_key(key: [u8; 32]) -> Self {
        Self { key, numbers: ChaCha8Rng::from_seed(key), children: 0 }
    }

    /// The next child, for a task that the owner spawns.
    pub fn child(&mut self) -> Self {
        self.children += 1;
        self.descendant(self.children)
    }

    /// The stream from which those descend that nobody spawned as a task: own threads.
    pub fn of_threads(&self) -> Self {
        self.descendant(THREADS)
    }

    fn descendant(&self, number: u64) -> Self {
        let mut numbers = ChaCha8Rng::from_seed(self.key);
        numbers.set_stream(number);
        let mut key = [0; 32];
        numbers.fill_bytes(&mut key);
        Self::from_key(key)
    }
}

impl TryRng for Stream {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        self.numbers.try_next_u32()
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        self.numbers.try_next_u64()
    }

    fn try_fill_bytes(&mut self, to: &mut [u8]) -> Result<(), Infallible> {
        self.numbers.try_fill_bytes(to)
    }
}

/// What was drawn.
#[derive(Debug, Clone, Copy)]
pub enum Drawn<'a> {
    /// A number.
    Float(f64),
    /// A whole number.
    Int(i64),
    /// Which elements, in their new order.
    Indices(&'a [usize]),
    /// Bytes drawn through the `rand` crate.
    Bytes(&'a [u8]),
}

/// Is told the function of `random`, what it drew, and where it was called.
pub type Observer = fn(&'static str, Drawn<'_>, &'static Location<'static>);

/// Is told of a blocking function by its name, before it blocks, and where it was called.
pub type CallObserver = fn(&'static str, &'static Location<'static>);

thread_local! {
    // None has a destructor, so drawing works even while a thread is being torn down.
    static CURRENT: RefCell<Option<Stream>> = const { RefCell::new(None) };
    static OBSERVER: Cell<Option<Observer>> = const { Cell::new(None) };
    static CALL_OBSERVER: Cell<Option<CallObserver>> = const { Cell::new(None) };
}

/// The stream that threads without one descend from, if there is a world.
static ORIGIN: Mutex<Option<Stream>> = Mutex::new(None);

/// Makes a stream the one that this thread draws from, and returns the previous one.
pub fn swap(stream: Option<Stream>) -> Option<Stream> {
    CURRENT.replace(stream)
}

/// The next child of the stream that this thread draws from.
pub fn child() -> Stream {
    with_current(Stream::child)
}

/// Sets who is told of draws on this thread.
pub fn observe(observer: Option<Observer>) {
    OBSERVER.set(observer);
}

/// Sets who is told of calls of blocking functions on this thread.
pub fn observe_calls(observer: Option<CallObserver>) {
    CALL_OBSERVER.set(observer);
}

/// Sets the stream from which threads descend that have none when they first draw.
///
/// They are numbered in the order of their first draws: two threads that race for it get
/// their numbers in either order.
pub fn adopt_threads(origin: Option<Stream>) {
    *ORIGIN.lock().unwrap_or_else(PoisonError::into_inner) = origin;
}

/// Runs `draw` on this thread's stream. No student code may run inside: it could draw again.
pub(crate) fn with_current<T>(draw: impl FnOnce(&mut Stream) -> T) -> T {
    CURRENT.with_borrow_mut(|current| draw(current.get_or_insert_with(of_this_thread)))
}

pub(crate) fn report(function: &'static str, drawn: Drawn<'_>, at: &'static Location<'static>) {
    if let Some(observer) = OBSERVER.get() {
        observer(function, drawn, at);
    }
}

pub(crate) fn report_call(function: &'static str, at: &'static Location<'static>) {
    if let Some(observer) = CALL_OBSERVER.get() {
        observer(function, at);
    }
}

fn of_this_thread() -> Stream {
    let mut origin = ORIGIN.lock().unwrap_or_else(PoisonError::into_inner);
    origin.as_mut().map_or_else(Stream::from_system, Stream::child)
}
