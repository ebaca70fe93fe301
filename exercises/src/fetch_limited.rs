//! # Not too many, and not for ever
//!
//! Who sends a thousand requests at once is soon not welcome any more, and a
//! server that never answers would keep you waiting for ever. Programs that
//! fetch pages therefore have two limits: for the number of requests that are
//! open at the same time, and for the time that each of them may take.
//!
//! For the number there is the *semaphore*: it has a number of permits, and who
//! wants to go on needs one. When all are taken, `acquire().await` waits until
//! one is given back, which happens when the permit is dropped.
//!
//! For the time there is `tokio::time::timeout`. It awaits a future, but not
//! longer than you say: then it drops the future and gives an `Err`. A future
//! that is dropped stops where it is, and so does a request.
//!
//! ```
//! use std::time::Duration;
//! use futures::future::join_all;
//! use tokio::sync::Semaphore;
//! use tokio::time::{Instant, sleep, timeout};
//!
//! async fn nap(permits: &Semaphore, seconds: u64) -> bool {
//!     let _permit = permits.acquire().await.expect("nobody closes it");
//!     let nap = sleep(Duration::from_secs(seconds));
//!     timeout(Duration::from_secs(5), nap).await.is_ok()
//! } // here the permit is given back
//!
//! #[tokio::main(flavor = "current_thread", start_paused = true)]
//! async fn main() {
//!     let (permits, start) = (Semaphore::new(2), Instant::now());
//!     let naps = join_all([1, 4, 100].map(|seconds| nap(&permits, seconds))).await;
//!
//!     assert_eq!(naps, [true, true, false]);
//!     // The third nap waited one second for its turn, and was given up after
//!     // five: the wait for a permit stands outside of the timeout.
//!     assert_eq!(start.elapsed(), Duration::from_secs(6));
//! }
//! ```
//!
//! There are other ways to the same end. `futures::StreamExt` has `buffered(n)`
//! for a stream of futures, which runs n of them at a time and gives their
//! values in order. Or n workers take one URL after the other from a list that
//! they share.
//!
//! A task is no future in this respect: if you drop its handle, it goes on. Put
//! the timeout inside of the task, around the request itself.
//!
//! Python's twins are `asyncio.Semaphore` and `asyncio.wait_for`.
//!
//! # Your task
//!
//! Write [`fetch_limited`]. It fetches all of `urls`, as [`fetch_all`] did, but
//!
//! - at most `at_once` requests are open at any time. As soon as one is over,
//!   the next one is sent;
//! - each request may take as long as `limit`, from when it is sent until its
//!   text is there. Then it is dropped, and its result is
//!   `Err(FetchError::TimedOut)`. To wait for one's turn does not count.
//!
//! [`fetch_url`] helps: it fetches one page and knows no limits.
//!
//! # What is judged
//!
//! - **There is a result for each URL, in their order.**
//! - **At most at_once requests are open at the same time.**
//! - **As soon as one request is over, the next one is sent.** With `buffered`
//!   one that is early waits for those before it to be over as well; that is
//!   fine.
//! - **What takes longer than limit has timed out.**
//! - **A request that takes longer than limit is dropped.**
//! - **The limit counts from when the request is sent.**
//! - **Each URL is asked for once.**
//! - **Nothing blocks the thread.**
//!
//! `at_once` is at least 1.
//!
//! ```text
//! cargo test -p exercises --test checks fetch_limited
//! ```
//!
//! [`fetch_all`]: crate::fetch::fetch_all

use std::time::Duration;

use crate::fetch::fetch_url;
use crate::http::{Client, FetchError};

/// Fetches `urls`, at most `at_once` of them at the same time, and each for no
/// longer than `limit`. Returns what comes of each, in their order.
pub async fn fetch_limited(
    client: &Client,
    urls: &[String],
    at_once: usize,
    limit: Duration,
) -> Vec<Result<String, FetchError>> {
    // What you have so far. Write your code in place of these lines.
    let _ = (client, urls, at_once, limit, fetch_url);
    todo!()
}
