//! # Your first program
//!
//! Somebody has to await the first future. `main` cannot: it is where the
//! program begins, nobody awaits it, and so it cannot be async. What it can do
//! is make a runtime and give it a future to run to its end:
//!
//! ```
//! use std::time::Duration;
//! use tokio::runtime::Builder;
//! use tokio::time::sleep;
//!
//! fn main() {
//!     // A runtime on this thread, with a clock that jumps over every wait.
//!     let mut builder = Builder::new_current_thread();
//!     let runtime = builder.enable_all().start_paused(true).build().unwrap();
//!
//!     // `block_on` stops this thread until the future is done.
//!     let answer = runtime.block_on(async {
//!         sleep(Duration::from_secs(60)).await;
//!         42
//!     });
//!     assert_eq!(answer, 42);
//! }
//! ```
//!
//! Nearly every program begins in this way, so there is a shorthand. With
//! `#[tokio::main]` above it you may write `async fn main`, and the rest is
//! added for you:
//!
//! ```
//! use std::time::Duration;
//! use tokio::time::sleep;
//!
//! #[tokio::main(flavor = "current_thread", start_paused = true)]
//! async fn main() {
//!     sleep(Duration::from_secs(60)).await;
//!     println!("A minute has passed!");
//! }
//! ```
//!
//! What is in the parentheses makes examples like these end at once. A program
//! of your own has none of it: plain `#[tokio::main]` gives you a runtime that
//! uses all processors, and a clock that shows the real time.
//!
//! A program has one runtime, made at the top. From then on you are inside of
//! it, and what you want to wait for, you `.await`.
//!
//! Python's twin of both is `asyncio.run(main())`.
//!
//! # Your task
//!
//! Write a program that waits for two seconds and then prints this line:
//!
//! ```text
//! 2 seconds have passed!
//! ```
//!
//! This file is a whole program, not a part of a library: its function is
//! `main`. Run it yourself, and wait for it:
//!
//! ```text
//! cargo run -p exercises --bin first_program
//! ```
//!
//! # What is judged
//!
//! - **The program prints the line, and no other.**
//! - **It prints it after two seconds, and then it ends.**
//! - **It waits in async code, and blocks no thread.** `std::thread::sleep`,
//!   the twin of Python's `time.sleep`, stops its thread, and all that the
//!   runtime could have done on it.
//!
//! ```text
//! cargo test -p exercises --test checks first_program
//! ```
//!
//! The checks run your program as it is, but in virtual time.

fn main() {
    // Make this function async, and write your code in place of this line.
    todo!()
}
