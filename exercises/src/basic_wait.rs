//! # Wait for a random time
//!
//! You can write async functions. From now on they do more than wait: this one
//! waits for a time that nobody knows beforehand, as if for a server that is
//! now fast, now slow.
//!
//! `tokio::time::sleep` makes a future that waits without stopping the thread.
//! Like every future it does nothing before it is awaited. How long you really
//! waited, a clock tells:
//!
//! ```
//! use std::time::Duration;
//! use tokio::time::{Instant, sleep};
//!
//! async fn nap(seconds: f64) -> Duration {
//!     let length = Duration::from_secs_f64(seconds);
//!     sleep(length).await;
//!     length
//! }
//!
//! // With `start_paused`, tokio's clock jumps over every wait: the program is
//! // over at once, and its times are exact.
//! #[tokio::main(flavor = "current_thread", start_paused = true)]
//! async fn main() {
//!     let start = Instant::now();
//!     let length = nap(2.5).await;
//!     assert_eq!(length, Duration::from_millis(2500));
//!     assert_eq!(start.elapsed(), length);
//!
//!     let not_awaited = nap(60.0);
//!     drop(not_awaited);
//!     assert_eq!(start.elapsed(), length); // no time has passed
//! }
//! ```
//!
//! A `Duration` is a length of time, with its unit: `Duration::from_secs(2)`,
//! `Duration::from_millis(2500)`. That way nobody can take seconds for
//! milliseconds.
//!
//! Python's twins: `await asyncio.sleep(2.5)` is `tokio::time::sleep`, and
//! `random.uniform(low, high)` has the same name here. `time.sleep`, which
//! stops the thread, is `std::thread::sleep`.
//!
//! # Your task
//!
//! Write [`wait_random`]: draw a random delay from zero to `max_delay`, wait
//! that long, and return the delay.
//!
//! [`random::uniform(low, high)`](crate::random::uniform) draws a float;
//! `Duration::as_secs_f64` and `Duration::from_secs_f64` lead from durations to
//! floats and back. Besides the standard library you may use tokio, futures and
//! rand.
//!
//! # What is judged
//!
//! - **The delay that comes back is the time really waited.** A millisecond of
//!   difference is allowed, because tokio's timers round up to whole
//!   milliseconds. You may return what you drew or what you measured.
//! - **The delay is never longer than max_delay.**
//! - **Delays are random and spread over the whole range.** Fractions of a
//!   second too: `Duration::from_secs` is too coarse.
//! - **Waiting does not block the thread.**
//!
//! When `max_delay` is zero there is nothing to wait for: return
//! `Duration::ZERO`, and do not panic.
//!
//! ```text
//! cargo test -p exercises --test checks basic_wait
//! ```
//!
//! The checks run your code in virtual time, like the program above: a wait of
//! ten seconds costs you none.

use std::time::Duration;

use tokio::time::sleep;

use crate::random;

/// Waits for a random time from zero to `max_delay`, and returns that time.
pub async fn wait_random(max_delay: Duration) -> Duration {
    // All that you need. Write your code in place of these lines.
    let _ = (max_delay, random::uniform, sleep);
    todo!()
}
