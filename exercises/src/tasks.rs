//! # Start tasks
//!
//! A future does nothing until somebody awaits it, and goes on only as long as
//! somebody does. Sometimes that is not enough: you want to start something
//! now, do other things meanwhile, and come back for its result later.
//!
//! That is a **task**. `tokio::spawn` takes a future and gives it to the
//! runtime, which runs it to its end whether or not anybody awaits it. What you
//! get is a `JoinHandle`: by awaiting it you wait for the task to end, and get
//! its value.
//!
//! ```
//! use std::time::Duration;
//! use tokio::task::JoinHandle;
//! use tokio::time::{Instant, sleep};
//!
//! async fn nap(seconds: u64) -> u64 {
//!     sleep(Duration::from_secs(seconds)).await;
//!     seconds
//! }
//!
//! // Not async: it does nothing but start the nap, and returns at once.
//! fn start_nap(seconds: u64) -> JoinHandle<u64> {
//!     tokio::spawn(nap(seconds))
//! }
//!
//! #[tokio::main(flavor = "current_thread", start_paused = true)]
//! async fn main() {
//!     let start = Instant::now();
//!
//!     let task = start_nap(3);
//!     sleep(Duration::from_secs(2)).await;
//!     // Nobody has awaited the task, and two seconds of the nap are over.
//!     assert_eq!(task.await.unwrap(), 3);
//!     assert_eq!(start.elapsed(), Duration::from_secs(3)); // not 5
//! }
//! ```
//!
//! Three things are different from a future that you await yourself:
//!
//! - The handle gives a `Result`, because a task can panic without taking you
//!   with it. `unwrap()` or `expect(…)` takes the value out.
//! - A task may outlive the function that spawned it, so it cannot borrow from
//!   there: it owns what it uses. `async move { … }` gives it that.
//! - A task may run on any thread of the runtime, so what it holds across an
//!   `.await` has to be `Send`: no `Rc`, and no `rand::rng()`.
//!   [`random::uniform`](crate::random::uniform) is fine, because it holds
//!   nothing.
//!
//! A handle that you drop does not stop its task. The task goes on alone, and
//! its value is lost.
//!
//! Python's twin of `tokio::spawn` is `asyncio.create_task`, and `await task` is
//! `task.await`. A handle is a future, so `join_all` (`asyncio.gather`) and
//! `FuturesUnordered` (`asyncio.as_completed`) take handles as well.
//!
//! # Your task
//!
//! Write two functions:
//!
//! - [`task_wait_random`] spawns a task that does what [`wait_random`] does, and
//!   returns its handle at once. It is a plain `fn`, not an `async fn`.
//! - [`task_wait_n`] does what `wait_n` did, but with tasks: it starts n of them
//!   with `task_wait_random` and returns their delays in the order in which the
//!   tasks end.
//!
//! # What is judged
//!
//! - **task_wait_random spawns a task and returns its handle.**
//! - **The task runs as soon as it is spawned, awaited or not.**
//! - **The delay that comes out of the task is the time that it waited.**
//! - **No delay is longer than max_delay.**
//! - **Delays are random and spread over the whole range.**
//! - **There are n delays.**
//! - **Delays come back in the order in which the tasks end.** Delays less than
//!   a millisecond apart may change places.
//! - **The tasks run at the same time.** All of them together take as long as
//!   the longest of them.
//! - **Every task comes from task_wait_random, with max_delay as it is.**
//! - **Nothing is sorted: tasks end in ascending order anyway.**
//! - **Nothing blocks the thread.**
//!
//! With n = 0 the list is empty, and it comes back at once. When `max_delay` is
//! zero, the task ends at once with `Duration::ZERO`.
//!
//! ```text
//! cargo test -p exercises --test checks tasks
//! ```

use std::time::Duration;

use tokio::task::JoinHandle;

use crate::basic_wait::wait_random;

/// Starts a task that waits for a random time from zero to `max_delay` and
/// gives that time. Returns its handle at once.
pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    // What you have so far. Write your code in place of these lines.
    let _ = (max_delay, wait_random);
    todo!()
}

/// Runs `n` such tasks at the same time, and returns their delays in the order
/// in which they end.
pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let _ = (n, max_delay);
    todo!()
}
