//! # Measure how long it takes
//!
//! You say that your waits run at the same time. Can you show it? Measure.
//!
//! `Instant::now()` reads a clock that only ever goes forward; `elapsed()`
//! tells how far it has gone since. What lies between the two is what you
//! measure, and with async code that is easy to get wrong: a call alone does
//! nothing yet. The time passes in the `.await`.
//!
//! ```
//! use std::time::Duration;
//! use tokio::time::{Instant, sleep};
//!
//! async fn nap(seconds: u64) {
//!     sleep(Duration::from_secs(seconds)).await;
//! }
//!
//! #[tokio::main(flavor = "current_thread", start_paused = true)]
//! async fn main() {
//!     let start = Instant::now();
//!     let naps = async { tokio::join!(nap(6), nap(4), nap(2)) };
//!     assert_eq!(start.elapsed(), Duration::ZERO); // too early
//!
//!     naps.await;
//!     let total = start.elapsed();
//!     assert_eq!(total, Duration::from_secs(6)); // the longest of the three
//!     assert_eq!(total / 3, Duration::from_secs(2)); // not (6 + 4 + 2) / 3
//! }
//! ```
//!
//! Python's twin of `Instant::now()` is `time.perf_counter()`.
//! `std::time::SystemTime`, the twin of `time.time()`, can be set back while
//! you measure; for a stop watch take an `Instant`, tokio's or the standard
//! library's. `asyncio.run(main())`, which starts everything, is
//! `#[tokio::main]` above an `async fn main`, or `block_on` of a runtime; here
//! you are inside of one already.
//!
//! # Your task
//!
//! Write [`measure_time`]: measure how long one call of [`wait_n`] with `n` and
//! `max_delay` takes, and return that time divided by `n`. Try it with growing
//! n: the more waits there are, the less each one costs. That is what the whole
//! effort is for.
//!
//! # What is judged
//!
//! - **The result is the whole time divided by n.** Not the average of the
//!   delays. A millisecond of difference is allowed.
//! - **What is measured is wait_n.**
//! - **Nothing blocks the thread.** You are inside a runtime: there is no need
//!   for another, and no use for `block_on`.
//!
//! With n = 0 there is nothing to divide by: return `Duration::ZERO`. With n =
//! 1 the result is the whole time. Dividing a `Duration` takes a `u32`.
//!
//! ```text
//! cargo test -p exercises --test checks measure_runtime
//! ```

use std::time::Duration;

use tokio::time::Instant;

use crate::multiple_coroutines::wait_n;

/// Measures how long `wait_n(n, max_delay)` takes, and returns that time
/// divided by `n`; zero for `n` = 0.
pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    // All that you need. Write your code in place of these lines.
    let _ = (n, max_delay, wait_n, Instant::now);
    todo!()
}
