//! The end of everything that runs, for whoever has seen enough.

use std::os::fd::OwnedFd;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustix::pipe::{PipeFlags, pipe_with};

/// A pipe into which nothing is ever written. When its writing end is closed, whoever waits for
/// its reading end is woken, at once and from then on.
struct Bell {
    reading: Arc<OwnedFd>,
    /// `None` once it has rung.
    writing: Option<OwnedFd>,
}

impl Bell {
    /// `None` where the system has no pipe left: then an interruption is seen a little later.
    fn new() -> Option<Self> {
        let (reading, writing) = pipe_with(PipeFlags::CLOEXEC).ok()?;
        Some(Self { reading: Arc::new(reading), writing: Some(writing) })
    }
}

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Made when it is first needed.
static BELL: Mutex<Option<Bell>> = Mutex::new(None);

fn bell() -> MutexGuard<'static, Option<Bell>> {
    let mut bell = BELL.lock().unwrap_or_else(PoisonError::into_inner);
    if bell.is_none() {
        *bell = Bell::new();
    }
    bell
}

/// Kills all processes that run, and starts no more: each run ends as
/// [`RunError::Interrupted`](crate::RunError::Interrupted).
pub fn interrupt() {
    INTERRUPTED.store(true, Ordering::Release);
    if let Some(bell) = &mut *bell() {
        bell.writing = None;
    }
}

/// Lets processes be started again. Nothing may be running: what still does would not notice that it
/// was interrupted.
pub fn resume() {
    *bell() = Bell::new();
    INTERRUPTED.store(false, Ordering::Release);
}

/// Whether everything is interrupted.
pub fn is_interrupted() -> bool {
    INTERRUPTED.load(Ordering::Acquire)
}

/// What becomes readable when it happens.
pub(crate) fn fd() -> Option<Arc<OwnedFd>> {
    bell().as_ref().map(|bell| bell.reading.clone())
}
