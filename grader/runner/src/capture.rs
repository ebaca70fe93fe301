//! Bytes read from a process: all as they come, or the first up to a cap.

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

/// The reading end of a pipe or a socket.
#[derive(Debug)]
pub(crate) struct Source(Option<File>);

impl Source {
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

    /// Reads what is there now, without waiting; whether there may be more. Who writes without end must
    /// not keep us here. `chunk` is room for what is read at once.
    pub(crate) fn read(&mut self, chunk: &mut [u8], mut take: impl FnMut(&[u8])) -> bool {
        for _ in 0..CHUNKS {
            let Some(from) = &mut self.0 else { return false };
            match from.read(chunk) {
                Ok(0) => self.0 = None,
                Ok(read) => take(&chunk[..read]),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock => return false,
                // A socket whose other end died with unread data says "connection reset": its end.
                Err(_) => self.0 = None,
            }
        }
        true
    }
}

/// A stream of which the beginning is kept.
#[derive(Debug)]
pub(crate) struct Capture {
    source: Source,
    cap: usize,
    captured: Captured,
}

impl Capture {
    /// Takes over a stream, which becomes non-blocking.
    pub(crate) fn new(from: impl Into<OwnedFd>, cap: usize) -> std::io::Result<Self> {
        Ok(Self { source: Source::new(from)?, cap, captured: Captured::default() })
    }

    /// The stream, until its end was read.
    pub(crate) fn fd(&self) -> Option<BorrowedFd<'_>> {
        self.source.fd()
    }

    /// Reads what is there now, without waiting; whether there may be more that would be kept.
    pub(crate) fn read(&mut self, chunk: &mut [u8]) -> bool {
        let Self { source, cap, captured: Captured { bytes, cut } } = self;
        let may_be_more = source.read(chunk, |more| {
            let room = *cap - bytes.len();
            *cut |= more.len() > room;
            bytes.extend_from_slice(&more[..more.len().min(room)]);
        });
        may_be_more && !*cut
    }

    /// What was read.
    pub(crate) fn take(&mut self) -> Captured {
        std::mem::take(&mut self.captured)
    }
}
