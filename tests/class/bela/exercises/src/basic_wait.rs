//! # Wait for a random time
//!
//! Most programs spend most of their time waiting: for a server, for a disk,
//! for a person. `std::thread::sleep` waits by stopping the whole thread, and
//! whatever else that thread could have done stops with it. Async code waits by
//! stepping aside: "wake me when it is time", and the thread turns to somebody
//! else.
//!
//! It takes three things:
//!
//! - An **`async fn`** does not run when you call it. The call gives you a
//!   *future*: the work, written down but not begun.
//! - **`.await`** runs a future to its end and gives you its value. Whenever
//!   that future has to wait, the function that awaits it waits with it, and
//!   the thread is free.
//! - A **runtime** gives every future its turn. Rust leaves the choice to you;
//!   this course uses [tokio](https://tokio.rs).
//!
//! ```
//! use std::time::Duration;
//! use tokio::time::{Instant, sleep};
//!
//! async fn nap() -> &'static str {
//!     sleep(Duration::from_secs(2)).await;
//!     "rested"
//! }
//!
//! // With `start_paused`, tokio's clock jumps over every wait: the program is
//! // over at once, and its times are exact.
//! #[tokio::main(flavor = "current_thread", start_paused = true)]
//! async fn main() {
//!     let start = Instant::now();
//!
//!     let future = nap();
//!     sleep(Duration::from_secs(3)).await;
//!     // Three seconds are gone, and the nap has not begun: nobody awaited it.
//!     assert_eq!(start.elapsed(), Duration::from_secs(3));
//!
//!     assert_eq!(future.await, "rested");
//!     assert_eq!(start.elapsed(), Duration::from_secs(5));
//! }
//! ```
//!
//! Python's twin is `await asyncio.sleep(2)` in an `async def`. There, too, a call alone
//! does nothing.
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
    let seconds = random::uniform(0.0, max_delay.as_secs_f64());
    let delay = Duration::from_secs_f64(seconds);
    sleep(delay).await;
    delay
}
