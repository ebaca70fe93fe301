//! # Say it later
//!
//! Most programs spend most of their time waiting: for a server, for a disk,
//! for a person. `std::thread::sleep` waits by stopping the whole thread, and
//! whatever else that thread could have done stops with it. Async code waits by
//! stepping aside: "wake me when it is time", and the thread turns to somebody
//! else.
//!
//! It takes three things:
//!
//! - An **`async fn`** does not run when you call it. The call gives you a
//!   *future*: the work, written down but not begun.
//! - **`.await`** runs a future to its end and gives you its value. Whenever
//!   that future has to wait, the function that awaits it waits with it, and
//!   the thread is free. Only an `async fn` or an `async` block can await.
//! - A **runtime** gives every future its turn. Rust leaves the choice to you;
//!   this course uses [tokio](https://tokio.rs). Your first exercise needs
//!   none of its own: the checks run it on theirs. The next one is about that.
//!
//! ```
//! use std::time::Duration;
//! use tokio::time::{Instant, sleep};
//!
//! async fn nap(seconds: u64) -> String {
//!     sleep(Duration::from_secs(seconds)).await;
//!     println!("awake after {seconds} seconds");
//!     String::from("rested")
//! }
//!
//! // With `start_paused`, tokio's clock jumps over every wait: the program is
//! // over at once, and its times are exact.
//! #[tokio::main(flavor = "current_thread", start_paused = true)]
//! async fn main() {
//!     let start = Instant::now();
//!
//!     let future = nap(2);
//!     sleep(Duration::from_secs(3)).await;
//!     // Three seconds are gone, and the nap has not begun: nobody awaited it.
//!     assert_eq!(start.elapsed(), Duration::from_secs(3));
//!
//!     assert_eq!(future.await, "rested");
//!     assert_eq!(start.elapsed(), Duration::from_secs(5));
//!
//!     // Two awaits, one below the other, are two steps, one by one.
//!     nap(1).await;
//!     nap(2).await;
//!     assert_eq!(start.elapsed(), Duration::from_secs(8));
//! }
//! ```
//!
//! If you know Python's asyncio, you know these already:
//!
//! | Python | Rust |
//! |---|---|
//! | `async def nap(seconds):` | `async fn nap(seconds: u64)` |
//! | `await nap(2)` | `nap(2).await` |
//! | `await asyncio.sleep(2)` | `sleep(Duration::from_secs(2)).await`, tokio's |
//! | `time.sleep(2)`: blocks | `std::thread::sleep(Duration::from_secs(2))` |
//!
//! In Python, too, a call alone does nothing. Python says so when the program
//! ends ("was never awaited"), Rust while it compiles: "futures do nothing
//! unless you `.await` or poll them".
//!
//! # Your task
//!
//! Write two functions:
//!
//! - [`say_after`] waits for `delay`, then prints `message` on a line of its
//!   own, and returns it.
//! - [`say_both`] says `first` after one second, and `second` one second
//!   later. Call `say_after` for each of them, one after the other.
//!
//! `message` is a `&str`, which you only borrow; `message.to_string()` makes a
//! `String` of it, which you can return.
//!
//! # What is judged
//!
//! - **say_after returns the message.**
//! - **say_after takes as long as the delay.** A millisecond of difference is
//!   allowed, because tokio's timers round up to whole milliseconds.
//! - **The message is printed when the delay is over.** Just the message, as it
//!   is, with `println!`.
//! - **say_both takes two seconds.** One wait after the other.
//! - **say_both prints its messages after one second and after two.**
//! - **Waiting does not block the thread.**
//!
//! A delay of zero is over at once, and the message is printed all the same.
//!
//! ```text
//! cargo test -p exercises --test checks async_syntax
//! ```
//!
//! The checks run your code in virtual time, like the program above: a wait of
//! ten seconds costs you none.

use std::time::Duration;

use tokio::time::sleep;

/// Waits for `delay`, prints `message`, and returns it.
pub async fn say_after(delay: Duration, message: &str) -> String {
    // All that you need. Write your code in place of these lines.
    let _ = (delay, message, sleep);
    todo!()
}

/// Says `first` after one second, and `second` after another one.
pub async fn say_both(first: &str, second: &str) {
    let _ = (first, second);
    todo!()
}
