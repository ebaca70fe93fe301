//! Waits for a file that one grader at a time has.

use std::fs::{File, TryLockError};
use std::io;
use std::time::Duration;

use grader_runner::interrupt::is_interrupted;

/// What is waited for takes a minute or more: nobody minds a tenth of a second.
const PAUSE: Duration = Duration::from_millis(100);

/// Waits until no other grader has the lock, or somebody interrupts; whether it is ours now. `tell` is called
/// before the waiting.
///
/// # Errors
/// Where the file cannot be locked.
pub(crate) fn wait(file: &File, tell: &dyn Fn()) -> io::Result<bool> {
    let mut waits = false;
    while !is_interrupted() {
        match file.try_lock() {
            Ok(()) => return Ok(true),
            Err(TryLockError::Error(error)) => return Err(error),
            Err(TryLockError::WouldBlock) => {
                if !std::mem::replace(&mut waits, true) {
                    tell();
                }
                std::thread::sleep(PAUSE);
            }
        }
    }
    Ok(false)
}
