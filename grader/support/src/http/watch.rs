//! Who is told of requests: for the harness, not for student code.

use std::fmt;
use std::panic::Location;
use std::pin::Pin;
use std::time::Duration;

use super::FetchError;

/// A future of any kind.
pub type Boxed = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Is told of all requests of a client, and waits for it.
pub trait Watch: Sync {
    /// A request is sent at a place of the source; returns its number.
    fn begins(&self, url: &str, at: &'static Location<'static>) -> u32;
    /// The head of its answer has come.
    fn replied(&self, request: u32);
    /// It is over.
    fn ends(&self, request: u32, end: End);
    /// Waits as long as a part of an answer takes.
    fn sleep(&self, time: Duration) -> Boxed;
    /// Waits for what never comes.
    fn never(&self) -> Boxed;
}

/// How a request is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It was answered with this status of HTTP.
    Answered(u16),
    /// The connection was refused.
    Refused,
    /// There is no such host.
    UnknownHost,
    /// It was dropped before.
    Cancelled,
}

/// A request that was sent. It is over when this is dropped.
pub(super) struct Open {
    watch: Option<(&'static dyn Watch, u32)>,
    end: End,
}

impl Open {
    pub(super) fn begin(
        watch: Option<&'static dyn Watch>,
        url: &str,
        at: &'static Location<'static>,
    ) -> Self {
        Self { watch: watch.map(|watch| (watch, watch.begins(url, at))), end: End::Cancelled }
    }

    pub(super) fn watch(&self) -> Option<&'static dyn Watch> {
        self.watch.map(|(watch, _)| watch)
    }

    /// It ends with an error.
    pub(super) fn fails(&mut self, end: End, error: FetchError) -> FetchError {
        self.end = end;
        error
    }

    /// The head of the answer has come: who wants nothing else may drop it.
    pub(super) fn replied(&mut self, status: u16) {
        if let Some((watch, request)) = self.watch {
            watch.replied(request);
        }
        self.end = End::Answered(status);
    }

    /// Its text is being waited for: who drops it now gives it up.
    pub(super) fn is_read(&mut self) {
        self.end = End::Cancelled;
    }

    /// The text has come.
    pub(super) fn replied_in_full(&mut self, status: u16) {
        self.end = End::Answered(status);
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        if let Some((watch, request)) = self.watch {
            watch.ends(request, self.end);
        }
    }
}

impl fmt::Debug for Open {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Open").field("end", &self.end).finish_non_exhaustive()
    }
}
