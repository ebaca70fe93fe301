//! The two streams of a terminal: standard output for what was asked for, standard error for
//! everything else.

use std::io::{ErrorKind, Write};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result};
use indicatif::ProgressBar;

/// Writes to standard output.
pub(super) fn print(text: &str) -> Result<()> {
    print_if_wanted(text).map(|_| ())
}

/// Writes to standard output, and says whether there is still somebody who reads it.
pub(super) fn print_if_wanted(text: &str) -> Result<bool> {
    let mut out = anstream::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        // A reader that has seen enough, such as `head`, is no error.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(false),
        result => result.map(|()| true).context("cannot write to standard output"),
    }
}

/// The bar that is being drawn on standard error.
static BAR: Mutex<Option<ProgressBar>> = Mutex::new(None);

/// From now on lines are written above this bar; above none, if there is none.
pub(super) fn keep_below(bar: Option<ProgressBar>) {
    *BAR.lock().unwrap_or_else(PoisonError::into_inner) = bar;
}

/// Writes a line to standard error.
pub(super) fn say(text: &str) {
    // Where standard error is closed nobody listens.
    let write = || {
        let _ = writeln!(anstream::stderr(), "{text}");
    };
    match &*BAR.lock().unwrap_or_else(PoisonError::into_inner) {
        Some(bar) => bar.suspend(write),
        None => write(),
    }
}
