// Author: this is what students get, a lesson and functions that do nothing but
// `todo!()`. Change it from the title on; what begins with "Author:", here and in
// the other files of this exercise, is for you, and goes when you are done.

//! # TITLE
//!
// Author: the idea, for somebody who knows Rust's basics and not this.
//! Async code that has to wait steps aside: the thread turns to somebody else,
//! and comes back when it is time. `.await` is the place where that happens.
//!
// Author: an example that is run as a doc test, and does not give the answer away.
//! ```
//! use std::time::Duration;
//! use tokio::time::{Instant, sleep};
//!
//! #[tokio::main(flavor = "current_thread", start_paused = true)]
//! async fn main() {
//!     let start = Instant::now();
//!     sleep(Duration::from_secs(5)).await;
//!     assert_eq!(start.elapsed(), Duration::from_secs(5));
//! }
//! ```
//!
//! Python's twin is `await asyncio.sleep(5)`.
//!
//! # Your task
//!
// Author: what each function does, with its limiting cases. The checks call it as it is here.
//! Write [`later`]: wait for `delay`, and return `value`.
//!
//! # What is judged
//!
// Author: the titles of the checks in checks/NAME.toml.
//! - **The call takes as long as delay.** A millisecond more is allowed, because
//!   tokio's timers round up to whole milliseconds.
//! - **The value comes back as it was given.**
//! - **Waiting does not block the thread.**
//!
//! When `delay` is zero, the value comes back at once.
//!
//! ```text
//! cargo test -p exercises --test checks NAME
//! ```

use std::time::Duration;

use tokio::time::sleep;

/// Waits for `delay`, and returns `value`.
pub async fn later(delay: Duration, value: u64) -> u64 {
    // All that you need. Write your code in place of these lines.
    let _ = (delay, value, sleep);
    todo!()
}
