//! A file of which only so much may be read, however often its parts are gone back to.

use std::cell::Cell;
use std::io::{self, Read, Seek, SeekFrom};

/// A file that fails where nothing is left to be read.
pub(super) struct Metered<'l, R> {
    pub(super) from: R,
    /// Bytes.
    pub(super) left: &'l Cell<u64>,
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let left = self.left.get();
        if left == 0 {
            return Err(io::Error::other("more would have to be read than there is"));
        }
        let most = usize::try_from(left).unwrap_or(usize::MAX).min(to.len());
        let read = self.from.read(&mut to[..most])?;
        self.left.set(left - read as u64);
        Ok(read)
    }
}

impl<R: Seek> Seek for Metered<'_, R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.from.seek(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    #[test]
    fn what_was_read_counts_again_after_going_back() {
        let left = Cell::new(6);
        let mut file = Metered { from: Cursor::new(b"four"), left: &left };
        let mut bytes = [0; 4];
        file.read_exact(&mut bytes).unwrap();
        file.rewind().unwrap();
        assert_eq!(file.read(&mut bytes).unwrap(), 2);
        assert!(file.read(&mut bytes).is_err());
        left.set(1);
        assert_eq!(file.read(&mut bytes).unwrap(), 1);
    }
}
