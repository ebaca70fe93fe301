//! # Watch tasks at work
//!
//! You can start tasks, and measure that they run at the same time. Now make
//! them tell what they do, and look at it.
//!
//! A task runs until its next `.await` that has to wait. Then the next task
//! has its turn. So what several tasks print comes in the order in which things
//! happen, and not task by task:
//!
//! ```
//! use std::sync::Mutex;
//! use std::time::Duration;
//! use tokio::time::sleep;
//!
//! // In place of the screen, so that this example can look at it.
//! static SAID: Mutex<Vec<String>> = Mutex::new(Vec::new());
//!
//! fn say(text: String) {
//!     SAID.lock().unwrap().push(text);
//! }
//!
//! async fn nap(name: &str, seconds: u64) {
//!     say(format!("{name} sleeps"));
//!     sleep(Duration::from_secs(seconds)).await;
//!     say(format!("{name} is awake"));
//! }
//!
//! #[tokio::main(flavor = "current_thread", start_paused = true)]
//! async fn main() {
//!     let long = tokio::spawn(nap("Ann", 5));
//!     let short = tokio::spawn(nap("Bob", 3));
//!     long.await.unwrap();
//!     short.await.unwrap();
//!
//!     let said = SAID.lock().unwrap();
//!     assert_eq!(
//!         *said,
//!         ["Ann sleeps", "Bob sleeps", "Bob is awake", "Ann is awake"]
//!     );
//! }
//! ```
//!
//! Bob is awake first, though Ann is awaited first: both tasks go on by
//! themselves. By the time that Ann is awake, Bob's task is over, and its
//! handle gives the result at once.
//!
//! What happens at the same instant may come in any order. Here Ann sleeps
//! before Bob because she was spawned first, and because there is one thread.
//! On several threads it may be the other way round, so never rely on that.
//!
//! Python's twins: `asyncio.create_task(nap("Ann", 5))` is `tokio::spawn`, and
//! `await asyncio.gather(…)` of futures that you do not spawn is
//! `tokio::join!`.
//!
//! # Your task
//!
//! Write two functions:
//!
//! - [`task`] prints that it starts, waits for so many seconds, and prints that
//!   it has finished. For `task("A", 2)`:
//!
//!   ```text
//!   Task A starting
//!   Task A finished after 2 seconds
//!   ```
//!
//! - [`run_tasks`] runs three of them at the same time and waits until all of
//!   them have finished: A takes two seconds, B takes one, and C takes three.
//!
//! `tokio::join!` and `tokio::spawn` are both right.
//!
//! # What is judged
//!
//! - **A task prints both lines, each at its time.** For one second you may
//!   write "after 1 seconds" or "after 1 second".
//! - **run_tasks prints six lines, and no others.** Each task starts before it
//!   finishes; what happens at the same time may be printed in any order.
//! - **All tasks start at once, and finish after one, two and three seconds.**
//! - **All of it takes three seconds.**
//! - **run_tasks runs `task` three times.**
//! - **Nothing blocks the thread.**
//!
//! ```text
//! cargo test -p exercises --test checks task_output
//! ```
//!
//! To see what your code prints, and when:
//!
//! ```text
//! cargo test -p exercises --test checks -- task_output --nocapture
//! ```

use std::time::Duration;

use tokio::time::sleep;

/// Says that the task starts, waits for `seconds`, and says that it has finished.
pub async fn task(name: &str, seconds: u64) {
    // All that you need. Write your code in place of these lines.
    let _ = (name, seconds, sleep, Duration::from_secs);
    todo!()
}

/// Runs the tasks A (2 s), B (1 s) and C (3 s) at the same time.
pub async fn run_tasks() {
    let _ = task;
    todo!()
}
