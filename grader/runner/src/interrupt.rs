//! The end of everything that runs, for whoever has seen enough.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use rustix::pipe::{PipeFlags, pipe_with};

/// A pipe into which nothing is ever written. When its writing end is closed, whoever waits for
/// its reading end is woken, at once and from then on.
struct Bell {
    reading: OwnedFd,
    writing: Mutex<Option<OwnedFd>>,
}

/// `None` where the system has no pipe left: then an interruption is seen a little later.
fn bell() -> Option<&'static Bell> {
    static BELL: OnceLock<Option<Bell>> = OnceLock::new();
    let bell = BELL.get_or_init(|| {
        let (reading, writing) = pipe_with(PipeFlags::CLOEXEC).ok()?;
        Some(Bell { reading, writing: Mutex::new(Some(writing)) })
    });
    bell.as_ref()
}

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Kills all processes that run, and starts no more: each run ends as
/// [`RunError::Interrupted`](crate::RunError::Interrupted).
pub fn interrupt() {
    INTERRUPTED.store(true, Ordering::Release);
    if let Some(bell) = bell() {
        drop(bell.writing.lock().unwrap_or_else(PoisonError::into_inner).take());
    }
}

/// Whether that has happened.
pub fn is_interrupted() -> bool {
    INTERRUPTED.load(Ordering::Acquire)
}

/// What becomes readable when it happens.
pub(crate) fn fd() -> Option<BorrowedFd<'static>> {
    bell().map(|bell| bell.reading.as_fd())
}
