//! Bytes read from a process, up to a cap.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};

/// Room for what is read at once: what a pipe of Linux's holds; a socket holds some four times as much.
pub(crate) const CHUNK: usize = 64 << 10;
/// How often a stream is read before others get their turn.
const CHUNKS: usize = 16;

/// What a process wrote to one stream.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Captured {
    /// The first bytes, up to the cap.
    pub bytes: Vec<u8>,
    /// Whether more came than is kept.
    pub cut: bool,
}

impl Captured {
    /// The bytes as text; what is not UTF-8 is replaced.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

/// The reading end of a stream.
#[derive(Debug)]
pub(crate) struct Stream(Option<File>);

impl Stream {
    /// Takes over a stream, which becomes non-blocking.
    pub(crate) fn new(from: impl Into<OwnedFd>) -> std::io::Result<Self> {
        let from = from.into();
        fcntl_setfl(&from, fcntl_getfl(&from)? | OFlags::NONBLOCK)?;
        Ok(Self(Some(File::from(from))))
    }

    /// The stream, until its end was read.
    pub(crate) fn fd(&self) -> Option<BorrowedFd<'_>> {
        self.0.as_ref().map(AsFd::as_fd)
    }

    /// Reads what is there now, without waiting, and no more than a pipe or a socket holds: who writes without
    /// end must not keep us here. `chunk` is room for what is read at once.
    pub(crate) fn read(&mut self, chunk: &mut [u8], mut take: impl FnMut(&[u8])) {
        for _ in 0..CHUNKS {
            let Some(from) = &mut self.0 else { return };
            match from.read(chunk) {
                Ok(0) => self.0 = None,
                Ok(read) => take(&chunk[..read]),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock => return,
                // A socket whose other end died with unread data says "connection reset": its end.
                Err(_) => self.0 = None,
            }
        }
    }
}

/// A stream of which the beginning is kept.
#[derive(Debug)]
pub(crate) struct Capture {
    stream: Stream,
    cap: usize,
    captured: Captured,
}

impl Capture {
    /// Takes over a stream, which becomes non-blocking.
    pub(crate) fn new(from: impl Into<OwnedFd>, cap: usize) -> std::io::Result<Self> {
        Ok(Self { stream: Stream::new(from)?, cap, captured: Captured::default() })
    }

    /// The stream, until its end was read.
    pub(crate) fn fd(&self) -> Option<BorrowedFd<'_>> {
        self.stream.fd()
    }

    /// Reads what is there now, without waiting.
    pub(crate) fn read(&mut self, chunk: &mut [u8]) {
        let Self { stream, cap, captured: Captured { bytes, cut } } = self;
        stream.read(chunk, |more| {
            let room = *cap - bytes.len();
            *cut |= more.len() > room;
            bytes.extend_from_slice(&more[..more.len().min(room)]);
        });
    }

    /// What was read.
    pub(crate) fn take(&mut self) -> Captured {
        std::mem::take(&mut self.captured)
    }
}
