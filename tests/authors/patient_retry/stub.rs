//! # Try again, and wait longer each time
//!
//! Write [`retry`]: it makes attempts, numbered from 1, until one is successful,
//! and returns how many it made. Between the first two it waits for `first`, and
//! from then on always twice as long as before.

use std::time::Duration;

/// Makes attempts until one succeeds; returns their number.
pub async fn retry<F: Future<Output = bool>>(first: Duration, attempt: impl FnMut(u32) -> F) -> u32 {
    let _ = (first, attempt);
    todo!()
}
