//! # Keep the thread free
//!
//! Async code shares a thread by stepping aside: at each `.await`, whoever has
//! something to do gets the thread. So code that takes long and has no `.await`
//! in it holds up everybody: no timer fires, no task goes on, no request is
//! answered. It **blocks** the thread.
//!
//! Some work cannot be awaited. A computation has nothing to wait for, and many
//! libraries know nothing of async. Such work goes to a thread of its own:
//! [`tokio::task::spawn_blocking`] takes a plain closure, runs it on one of a
//! pool of threads that is kept for this, and returns a `JoinHandle` at once.
//! The handle is awaited like that of a task.
//!
//! ```
//! use std::sync::mpsc;
//! use tokio::task::spawn_blocking;
//!
//! #[tokio::main(flavor = "current_thread", start_paused = true)]
//! async fn main() {
//!     let (sender, receiver) = mpsc::channel();
//!
//!     // `recv` of the standard library blocks its thread until something is
//!     // sent. Here that is a thread of the pool.
//!     let twice = spawn_blocking(move || 2 * receiver.recv().unwrap());
//!
//!     // This thread is free, so somebody can send. With `receiver.recv()` here
//!     // in `main` nobody ever could.
//!     sender.send(21).unwrap();
//!     assert_eq!(twice.await.unwrap(), 42);
//! }
//! ```
//!
//! Four things that look as if they helped, and do not:
//!
//! - **An `async fn` around it.** `async` makes nothing asynchronous by itself:
//!   between two `.await`s the code runs like any other.
//! - **`join_all`.** It polls its futures one after the other, on this thread.
//! - **`tokio::spawn`.** A task runs on a thread of the runtime, and there it
//!   blocks the other tasks. With several such threads it takes a few more tasks
//!   until all of them are blocked.
//! - **A thread that you `join`.** The work is elsewhere, and you wait for it by
//!   blocking: `.await` a handle instead.
//!
//! What you have started with `spawn_blocking` runs to its end. The closure owns
//! what it uses (`move`), because it may outlive the function that made it.
//!
//! Python's twins are `time.sleep`, which blocks the event loop as
//! `std::thread::sleep` blocks the thread, and `asyncio.to_thread(work, …)` for
//! `spawn_blocking(move || work(…))`.
//!
//! # Your task
//!
//! [`slow_hash`] computes a number from a text. It
//! takes a tenth of a second for each character, and blocks its thread all that
//! time.
//!
//! Write [`hash_all`]: it hashes all texts, and returns their hashes in the order
//! of the texts. While it works, everybody else goes on: beside each call, there
//! beats a heartbeat, every hundredth of a second.
//!
//! # What is judged
//!
//! - **A heartbeat beside hash_all goes on.** Nothing holds the thread.
//! - **All texts are hashed at the same time.** Together they take as long as the
//!   longest of them.
//! - **The hashes are in the order of the texts**, and there is one for each,
//!   whichever is done first.
//!
//! Without texts, the list is empty and comes back at once.
//!
//! ```text
//! cargo test -p exercises --test checks no_blocking
//! ```

use crate::blocking::slow_hash;

/// Hashes all texts at the same time, and returns the hashes in the order of
/// the texts. The thread stays free meanwhile.
pub async fn hash_all(inputs: Vec<String>) -> Vec<u64> {
    // What you have so far. Write your code in place of these lines.
    let _ = (inputs, slow_hash);
    todo!()
}
