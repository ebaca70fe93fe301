//! Virtual time: tokio's paused clock, and the mirror of it that std's clocks read. In the world of a
//! program there is no such clock: its runtimes read std's, and the mirror is all there is.
//!
//! The mirror exists because a clock may be read while tokio holds the lock of its own
//! (`pause` and `resume` do so): a reader of the mirror never calls tokio.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Waker};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::time::Instant;

use crate::panics;

/// The virtual time of a world.
#[derive(Default)]
pub(crate) struct Clock {
    /// Nanoseconds since the start. Relaxed: the world's own thread writes it, and threads
    /// of the student get no promise about when they see it move.
    now: AtomicU64,
    source: Mutex<Option<Source>>,
}

/// Where virtual time comes from.
#[derive(Clone)]
enum Source {
    /// A paused clock of tokio's.
    Runtime { runtime: Handle, start: Instant },
    /// Nowhere else.
    Here,
}

impl Clock {
    /// Virtual time since the start of the world.
    pub(crate) fn now(&self) -> Duration {
        Duration::from_nanos(self.now.load(Ordering::Relaxed))
    }

    /// Starts to follow the paused clock of a runtime, which is the current one.
    pub(crate) fn attach(&self, runtime: Handle) {
        self.begin(Source::Runtime { runtime, start: Instant::now() });
    }

    /// Starts to be the only clock.
    pub(crate) fn stand_alone(&self) {
        self.begin(Source::Here);
    }

    fn begin(&self, source: Source) {
        *self.source.lock().unwrap_or_else(PoisonError::into_inner) = Some(source);
    }

    /// Stops time. The runtime's hooks own the clock and the clock owns a handle of the
    /// runtime: without this, neither would ever be freed.
    pub(crate) fn detach(&self) {
        *self.source.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn source(&self) -> Option<Source> {
        self.source.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether the runtime that this thread is in is the one whose clock this follows.
    pub(crate) fn is_of_this_runtime(&self) -> bool {
        let source = self.source.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(Source::Runtime { runtime, .. }) = &*source else { return false };
        Handle::try_current().is_ok_and(|current| current.id() == runtime.id())
    }

    /// Catches up with tokio's clock, and says whether it had moved.
    pub(crate) fn sync(&self) -> bool {
        let Some(Source::Runtime { runtime, start }) = self.source() else { return false };
        // A student may have entered another runtime, which has another clock.
        let _inside = runtime.enter();
        let now = (Instant::now() - start).as_nanos();
        let now = u64::try_from(now).unwrap_or(u64::MAX);
        self.now.fetch_max(now, Ordering::Relaxed) < now
    }

    /// Moves the clock at once, in the midst of a poll, as if the thread had been blocked.
    pub(crate) fn advance(&self, length: Duration) {
        match self.source() {
            Some(Source::Runtime { runtime, .. }) => self.advance_runtime(&runtime, length),
            Some(Source::Here) => self.add(length),
            None => {}
        }
    }

    fn add(&self, length: Duration) {
        let length = u64::try_from(length.as_nanos()).unwrap_or(u64::MAX);
        self.now.fetch_add(length, Ordering::Relaxed);
    }

    fn advance_runtime(&self, runtime: &Handle, length: Duration) {
        let _inside = runtime.enter();
        // The first poll moves the clock; all that would follow is a yield. It panics where
        // student code has resumed the clock, and the caller is a C function.
        let moved = panics::attempt(|| {
            let mut advance = std::pin::pin!(tokio::time::advance(length));
            let _yields = advance.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        });
        if moved {
            self.sync();
        } else {
            // Then tokio reads std's clocks, and they this one.
            self.add(length);
        }
    }
}
