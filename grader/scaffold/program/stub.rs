// Author: this is what students get, a lesson and a `main` that does nothing but
// `todo!()`. Change it from the title on; what begins with "Author:", here and in
// the other files of this exercise, is for you, and goes when you are done.

//! # TITLE
//!
// Author: the idea, for somebody who knows Rust's basics and not this.
//! A program's `main` is an ordinary function, and only async code can `.await`.
//! `#[tokio::main]` makes one out of an `async fn main`: it starts a runtime,
//! which then runs the async code to its end.
//!
// Author: an example that does not give the answer away.
//! ```
//! #[tokio::main]
//! async fn main() {
//!     tokio::time::sleep(std::time::Duration::from_millis(1)).await;
//!     println!("a millisecond later");
//! }
//! ```
//!
//! Python's twin is `asyncio.run(main())`.
//!
//! # Your task
//!
// Author: what the program does and prints. The checks run it as it is.
//! Write a program that prints `Ready`, waits for three seconds, and prints
//! `Go!`.
//!
//! # What is judged
//!
// Author: the titles of the checks in checks/NAME.toml.
//! - **"Ready" is printed at once, and "Go!" after three seconds.**
//! - **The program ends after three seconds.**
//! - **Waiting does not block the thread.**
//!
//! ```text
//! cargo run -p exercises --bin NAME
//! cargo test -p exercises --test checks NAME
//! ```

use std::time::Duration;

use tokio::time::sleep;

#[tokio::main]
async fn main() {
    // All that you need. Write your code in place of these lines.
    let _ = (Duration::from_secs, sleep);
    todo!()
}
