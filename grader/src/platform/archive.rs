//! Archives that platforms unpack. The same members make the same bytes.

use std::io::{self, Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// An archive on its way.
pub(super) struct Archive(ZipWriter<Cursor<Vec<u8>>>);

impl Archive {
    pub(super) fn new() -> Self {
        Self(ZipWriter::new(Cursor::new(Vec::new())))
    }

    /// Adds a file that everybody can read.
    pub(super) fn add(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.add_as(name, 0o644, bytes)
    }

    /// Adds a program or a script.
    pub(super) fn add_program(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.add_as(name, 0o755, bytes)
    }

    fn add_as(&mut self, name: &str, mode: u32, bytes: &[u8]) -> io::Result<()> {
        // Without a time of its own: that would be another one in every archive.
        self.0.start_file(name, SimpleFileOptions::default().unix_permissions(mode))?;
        self.0.write_all(bytes)
    }

    pub(super) fn finish(self) -> io::Result<Vec<u8>> {
        Ok(self.0.finish()?.into_inner())
    }
}
