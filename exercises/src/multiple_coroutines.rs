//! # Wait for several things at once
//!
//! You can wait without holding anybody up. So far nobody else was there to
//! profit from it. Now you are going to wait for many things at the same time.
//!
//! `.await` means "go on when this one is done". Two awaits, one below the
//! other, are therefore two waits one after the other, as in any other code.
//! For two waits at the same time, make both futures first and then await them
//! *together*:
//!
//! ```
//! use std::time::Duration;
//! use tokio::time::{Instant, sleep};
//!
//! async fn nap(seconds: u64) -> u64 {
//!     sleep(Duration::from_secs(seconds)).await;
//!     seconds
//! }
//!
//! #[tokio::main(flavor = "current_thread", start_paused = true)]
//! async fn main() {
//!     let start = Instant::now();
//!     nap(5).await;
//!     nap(3).await;
//!     assert_eq!(start.elapsed(), Duration::from_secs(8)); // one by one
//!
//!     let start = Instant::now();
//!     let naps = tokio::join!(nap(5), nap(3));
//!     assert_eq!(start.elapsed(), Duration::from_secs(5)); // together
//!
//!     assert_eq!(naps, (5, 3)); // in the order in which they were written
//! }
//! ```
//!
//! All of this happens on one thread. `join!` asks each future in turn how far
//! it has got, and while all of them wait, the thread sleeps.
//!
//! `join!` is for a number of futures that you know while you write. For n of
//! them there are collections of futures:
//!
//! - `futures::future::join_all` gives all values at the end, in the order of
//!   the start (Python's `asyncio.gather`).
//! - `futures::stream::FuturesUnordered` gives each value as soon as it is
//!   there (Python's `asyncio.as_completed`).
//! - `tokio::task::JoinSet` does so too, and runs each future as a task of its
//!   own, which is what a later exercise is about.
//!
//! A `FuturesUnordered` is a *stream*: with `futures::StreamExt` in scope,
//! `next().await` gives the value of whichever future ends next.
//!
//! Python's twin of `join!` is `asyncio.gather` with its futures written out,
//! as in `await asyncio.gather(nap(5), nap(3))`.
//!
//! # Your task
//!
//! Write [`wait_n`]: call [`wait_random`] n times, let all of these waits run
//! at the same time, and return their delays in the order in which the waits
//! end.
//!
//! # What is judged
//!
//! - **There are n delays.**
//! - **No delay is longer than max_delay.**
//! - **Delays come back in the order in which the waits end.** All of them
//!   start together, so the shortest comes first. Delays less than a
//!   millisecond apart may change places: to tokio's timers they end at the
//!   same time.
//! - **The waits run at the same time.** All of them together take as long as
//!   the longest of them.
//! - **Every wait is a call of wait_random, with max_delay as it is.**
//! - **Nothing is sorted: waits end in ascending order anyway.**
//! - **Nothing blocks the thread.**
//!
//! With n = 0 the list is empty, and it comes back at once. With n = 1 there is
//! one wait. When `max_delay` is zero, you return n zeros.
//!
//! ```text
//! cargo test -p exercises --test checks multiple_coroutines
//! ```

use std::time::Duration;

use crate::basic_wait::wait_random;

/// Runs `n` random waits of at most `max_delay` at the same time, and returns
/// their delays in the order in which they end.
pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    // What you have so far. Write your code in place of these lines.
    let _ = (n, max_delay, wait_random);
    todo!()
}
