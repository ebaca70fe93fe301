//! The two streams of a terminal: standard output for what was asked for, standard error for
//! everything else.

use std::io::{ErrorKind, Write};

use anyhow::{Context, Result};

/// Writes to standard output.
pub(super) fn print(text: &str) -> Result<()> {
    let mut out = anstream::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        // A reader that has seen enough, such as `head`, is no error.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => result.context("cannot write to standard output"),
    }
}

/// Writes a line to standard error.
pub(super) fn say(text: &str) {
    // Where standard error is closed nobody listens.
    let _ = writeln!(anstream::stderr(), "{text}");
}
