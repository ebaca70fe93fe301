//! # Gather results
//!
//! `wait_n` returned its delays in the order in which the waits ended. More
//! often you want to know which result belongs to what: ten pages are fetched
//! at the same time, and the third result shall be that of the third page,
//! whichever came first.
//!
//! `futures::future::join_all` takes a number of futures, runs them at the same
//! time, and gives all their values at the end, in the order in which you gave
//! it the futures:
//!
//! ```
//! use std::time::Duration;
//! use futures::future::join_all;
//! use tokio::time::{Instant, sleep};
//!
//! async fn nap(name: &str, seconds: u64) -> String {
//!     sleep(Duration::from_secs(seconds)).await;
//!     format!("{name} slept for {seconds} s")
//! }
//!
//! #[tokio::main(flavor = "current_thread", start_paused = true)]
//! async fn main() {
//!     let start = Instant::now();
//!
//!     let naps = vec![nap("Ann", 5), nap("Bob", 3)];
//!     let slept = join_all(naps).await;
//!
//!     assert_eq!(start.elapsed(), Duration::from_secs(5)); // not 8
//!     // Bob was awake first, and Ann comes first all the same.
//!     assert_eq!(slept, ["Ann slept for 5 s", "Bob slept for 3 s"]);
//! }
//! ```
//!
//! There are other ways to the same end. A task that was spawned goes on by
//! itself, so you can spawn all of them and then await their handles in the
//! order in which you want the results: while you wait for the first one, the
//! others run.
//!
//! Python's twins: `asyncio.gather` is `join_all`, and `join!` for a number of
//! futures that you know while you write. `asyncio.as_completed`, which gives
//! results as they come, is `FuturesUnordered`.
//!
//! # Your task
//!
//! Write [`gather_all`]: wait for all delays at the same time, and return one
//! result for each: the delay that was waited for, in the order of `delays`.
//!
//! # What is judged
//!
//! - **Each delay comes back, in the order of `delays`.** Equal ones, too, and
//!   those of zero. You may return the delay itself or what you measured: a
//!   millisecond of difference is allowed, because tokio's timers round up to
//!   whole milliseconds.
//! - **All waits run at the same time.** Together they take as long as the
//!   longest of them.
//! - **There is a wait for each delay.** Not one wait for all of them.
//! - **Nothing blocks the thread.**
//!
//! Without any delay the list is empty, and it comes back at once.
//!
//! ```text
//! cargo test -p exercises --test checks gather
//! ```

use std::time::Duration;

use tokio::time::sleep;

/// Waits for all delays at the same time, and returns them in the order in
/// which they were given.
pub async fn gather_all(delays: Vec<Duration>) -> Vec<Duration> {
    // What you have so far. Write your code in place of these lines.
    let _ = (delays, sleep);
    todo!()
}
