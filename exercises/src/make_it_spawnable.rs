//! # Make it spawnable
//!
//! What Python finds out while a program runs, rustc finds out before. Async code
//! adds three rules to those that you know. All three are about the same
//! question: who may hold what, while a function has stepped aside?
//!
//! ## 1. `.await` stands in async code
//!
//! Only an `async fn` or an `async` block can step aside. A plain function cannot,
//! and neither can a plain closure, though it stands in an `async fn`: it is a
//! function of its own.
//!
//! ```compile_fail,E0728
//! async fn double(number: u64) -> u64 {
//!     2 * number
//! }
//!
//! async fn all(numbers: Vec<u64>) -> Vec<u64> {
//!     // "`await` is only allowed inside `async` functions and blocks"
//!     numbers.into_iter().map(|number| double(number).await).collect()
//! }
//! ```
//!
//! A loop is no function, so there an `.await` is fine.
//!
//! ## 2. What a task holds across an `.await` is `Send`
//!
//! A task may step aside on one thread and go on on another. What lives across
//! the `.await` goes with it. So it has to be `Send`: fit to be sent to another
//! thread. Numbers, strings, vectors and nearly everything else is. Not so:
//!
//! - `Rc`, whose counter is not made for several threads: `Arc` is;
//! - what borrows a `RefCell` or a `Cell`: a `Mutex` is made for threads;
//! - the guard of a `std::sync::Mutex`, which has to be given back by the thread
//!   that took it;
//! - `rand::rng()`, which belongs to its thread.
//!
//! ```compile_fail
//! use std::rc::Rc;
//! use std::time::Duration;
//! use tokio::time::sleep;
//!
//! async fn length(text: String) -> usize {
//!     let text = Rc::new(text);
//!     sleep(Duration::from_secs(1)).await; // `text` is used later, so it is held
//!     text.len()
//! }
//!
//! #[tokio::main]
//! async fn main() {
//!     // "future cannot be sent between threads safely"
//!     tokio::spawn(length("hello".to_owned())).await.unwrap();
//! }
//! ```
//!
//! The function itself is right, and `length(…).await` works: only who spawns it
//! asks for `Send`. rustc names the value, its type, and the `.await`. There are
//! three ways out: something that is `Send` in its place; a block `{ … }` around
//! it that ends before the `.await`; or the `.await` first, and the value after
//! it.
//!
//! ## 3. A task borrows nothing
//!
//! A task may outlive the function that spawned it, so it cannot borrow what
//! belongs to that function, nor what the function has borrowed itself.
//!
//! ```compile_fail,E0373
//! #[tokio::main]
//! async fn main() {
//!     let name = "Ada".to_owned();
//!     // "async block may outlive the current function, but it borrows `name`"
//!     let task = tokio::spawn(async { name.len() });
//!     assert_eq!(task.await.unwrap(), 3);
//! }
//! ```
//!
//! `async move { … }` takes what it uses along. What has to stay where it is, or
//! is only borrowed here, is cloned before: the task gets the clone. What several
//! tasks share goes into an `Arc`, of which each gets a clone.
//!
//! ```
//! use std::sync::{Arc, Mutex};
//! use std::time::Duration;
//! use tokio::time::sleep;
//!
//! async fn count(name: String, letters: Arc<Mutex<usize>>) {
//!     sleep(Duration::from_secs(1)).await; // nothing is locked meanwhile
//!     *letters.lock().unwrap() += name.len();
//! }
//!
//! #[tokio::main(flavor = "current_thread", start_paused = true)]
//! async fn main() {
//!     let names = ["Ada".to_owned(), "Grace".to_owned()];
//!     let letters = Arc::new(Mutex::new(0));
//!     let mut tasks = Vec::new();
//!     for name in &names {
//!         tasks.push(tokio::spawn(count(name.clone(), letters.clone())));
//!     }
//!     for task in tasks {
//!         task.await.unwrap();
//!     }
//!     assert_eq!(*letters.lock().unwrap(), 8);
//! }
//! ```
//!
//! Python has none of these rules: its tasks share one thread, and whoever holds a
//! name holds what it stands for. `asyncio.create_task` takes any coroutine; a
//! `threading.Lock` that is held across an `await` stops the program when it runs.
//!
//! # Your task
//!
//! [`greet`] and [`deposit`] work, and cannot be spawned. Begin with [`greet_all`],
//! which spawns `greet`, and let rustc tell you what is in the way. Then change
//! `greet` and `deposit` so that both can be given to `tokio::spawn`. What they do,
//! and their first lines, stay as they are.
//!
//! # What is judged
//!
//! - **greet can be spawned.** The code `tokio::spawn(greet(name))` compiles.
//! - **deposit can be spawned.**
//! - **greet does what it did:** after a second it prints its line, and returns
//!   the name.
//! - **deposit does what it did:** after a second it adds the amount and returns
//!   the new total. No deposit is lost, when several go on at the same time.
//! - **greet_all spawns a task for each name, and awaits it.**
//! - **All are greeted at the same time.** Together it takes a second.
//! - **The names come back in the order of the list.**
//!
//! ```text
//! cargo test -p exercises --test checks make_it_spawnable
//! ```

use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::time::sleep;

/// Greets somebody after a second, and returns the name.
pub async fn greet(name: String) -> String {
    let name = Rc::new(name);
    sleep(Duration::from_secs(1)).await;
    println!("Hello, {name}!");
    name.to_string()
}

/// Adds an amount to a total, after the second that the bank takes to agree.
/// Returns the new total.
pub async fn deposit(total: Arc<Mutex<u64>>, amount: u64) -> u64 {
    let mut total = total.lock().expect("nobody panics with the lock");
    sleep(Duration::from_secs(1)).await;
    *total += amount;
    *total
}

/// Spawns [`greet`] for all names at the same time, and returns the names in
/// their order, as the tasks give them back.
pub async fn greet_all(names: &[String]) -> Vec<String> {
    // What you have so far. Write your code in place of these lines.
    let _ = names;
    todo!()
}
