//! # Stop what nobody needs any more
//!
//! You ask three servers and take the answer that comes first. What about the
//! other two? You give up on a download after ten seconds. Does it know?
//!
//! **To stop a future, drop it.** It does nothing unless somebody awaits it, so
//! one that is gone stops where it was: at the `.await` where it waited last.
//! What it owns is dropped with it, as at the end of a function: files are
//! closed, connections given back, and whatever has a `Drop` of its own cleans
//! up.
//!
//! **A task is different.** The runtime runs it, whether or not somebody has
//! its handle: a handle that you drop does not stop it. `handle.abort()` does,
//! at its next `.await`. A `JoinSet` aborts all its tasks when it is dropped.
//!
//! ```
//! use std::time::Duration;
//! use tokio::time::sleep;
//!
//! struct Guard(&'static str);
//!
//! impl Drop for Guard {
//!     fn drop(&mut self) {
//!         println!("{} cleans up", self.0);
//!     }
//! }
//!
//! async fn work(name: &'static str, seconds: u64) -> &'static str {
//!     let _guard = Guard(name);
//!     sleep(Duration::from_secs(seconds)).await;
//!     println!("{name} has done its work");
//!     name
//! }
//!
//! #[tokio::main(flavor = "current_thread", start_paused = true)]
//! async fn main() {
//!     // Two in one task: the slow one is dropped when the quick one is done.
//!     let first = tokio::select! {
//!         name = work("quick", 1) => name,
//!         name = work("slow", 5) => name,
//!     };
//!     assert_eq!(first, "quick");
//!
//!     let task = tokio::spawn(work("task", 5));
//!     sleep(Duration::from_secs(1)).await;
//!     task.abort(); // or else it would go on, with or without a handle
//!     assert!(task.await.unwrap_err().is_cancelled());
//! }
//! ```
//!
//! Who may be stopped has to expect it at every `.await`: what comes after it
//! may never run. Cleaning up belongs into a `Drop`.
//!
//! Several places have such a race ready for you: `tokio::select!` for futures
//! that you can name, `select_all` and `FuturesUnordered` from `futures` for
//! any number of them, `JoinSet` for tasks, and `tokio::time::timeout` for one
//! against the clock.
//!
//! Python's twins are `asyncio.wait(…, return_when=FIRST_COMPLETED)`, after
//! which you `task.cancel()` the rest yourself, and `asyncio.timeout`. There,
//! `cancel` raises `CancelledError` at the `await`, and `finally` is what
//! `Drop` is here.
//!
//! # Your task
//!
//! Write two functions. Both take futures, here called jobs. They ask of them
//! enough (`Send + 'static`) for you to make tasks of them if you like.
//!
//! - [`first_of`] runs all jobs at the same time and returns the value of the
//!   one that ends first. The others are stopped. Without any jobs there is no
//!   value: `None`.
//! - [`with_deadline`] runs a job and returns its value, if it ends within
//!   `limit`. If not, the job is stopped, and there is no value.
//!
//! # What is judged
//!
//! - **first_of returns the value of the job that ends first.**
//! - **Nobody waits for the others.**
//! - **Without jobs there is no value.**
//! - **with_deadline returns the value of a job that is in time, at once.**
//! - **With a job that is late it returns nothing, when time is up.**
//! - **What a stopped job held is released.** Within a millisecond: an aborted
//!   task needs a moment.
//! - **No task goes on.** Neither a job that has lost nor anything that you
//!   have started to watch the clock.
//! - **Nothing blocks the thread.**
//!
//! ```text
//! cargo test -p exercises --test checks cancellation
//! ```

use std::time::Duration;

/// Runs all jobs at the same time, returns the value of the first one that
/// ends, and stops the others; `None` where there are no jobs.
pub async fn first_of<T, F>(jobs: Vec<F>) -> Option<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let _ = jobs;
    todo!()
}

/// Runs a job and returns its value; `None` if it takes longer than `limit`,
/// and then it is stopped.
pub async fn with_deadline<T, F>(limit: Duration, job: F) -> Option<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let _ = (limit, job);
    todo!()
}
