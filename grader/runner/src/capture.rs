//! Bytes read from a process, up to a cap.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};

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
pub(crate) struct Capture {
    from: Option<File>,
    cap: usize,
    captured: Captured,
}

impl Capture {
    /// Takes over a stream, which becomes non-blocking.
    pub(crate) fn new(from: impl Into<OwnedFd>, cap: usize) -> std::io::Result<Self> {
        let from = from.into();
        fcntl_setfl(&from, fcntl_getfl(&from)? | OFlags::NONBLOCK)?;
        Ok(Self { from: Some(File::from(from)), cap, captured: Captured::default() })
    }

    /// The stream, until its end was read.
    pub(crate) fn fd(&self) -> Option<BorrowedFd<'_>> {
        self.from.as_ref().map(AsFd::as_fd)
    }

    /// Reads all that is there now, without waiting.
    pub(crate) fn read(&mut self) {
        let mut chunk = [0; 16 << 10];
        while let Some(from) = &mut self.from {
            match from.read(&mut chunk) {
                Ok(0) => self.from = None,
                Ok(read) => self.keep(&chunk[..read]),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock => return,
                // A socket whose other end died with unread data says "connection reset": its end.
                Err(_) => self.from = None,
            }
        }
    }

    fn keep(&mut self, bytes: &[u8]) {
        let room = self.cap - self.captured.bytes.len();
        self.captured.cut |= bytes.len() > room;
        self.captured.bytes.extend_from_slice(&bytes[..bytes.len().min(room)]);
    }

    /// Whether more came than is kept.
    pub(crate) fn is_cut(&self) -> bool {
        self.captured.cut
    }

    /// What was read.
    pub(crate) fn take(&mut self) -> Captured {
        std::mem::take(&mut self.captured)
    }
}
