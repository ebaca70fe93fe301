//! # Share what changes
//!
//! Tasks that work on the same thing have to share it. `Arc` lets them: every
//! clone of an `Arc` leads to the same value. It only ever gives a `&`, so the
//! value itself has to allow to be changed through one: by a lock.
//!
//! What makes this hard is the `.await`. Up to there your code goes on without
//! a break; in the `.await` others have their turn. **What you have seen before
//! an `.await` may no longer be so after it**:
//!
//! ```
//! use std::time::Duration;
//! use tokio::sync::Mutex;
//! use tokio::time::sleep;
//!
//! async fn deposit(purse: &Mutex<i64>) {
//!     let seen = *purse.lock().await;
//!     sleep(Duration::from_secs(1)).await;
//!     *purse.lock().await = seen + 1; // made of what was there a second ago
//! }
//!
//! async fn careful_deposit(purse: &Mutex<i64>) {
//!     let mut guard = purse.lock().await; // from here on nobody else comes in
//!     sleep(Duration::from_secs(1)).await;
//!     *guard += 1;
//! } // until here, where the guard ends
//!
//! #[tokio::main(flavor = "current_thread", start_paused = true)]
//! async fn main() {
//!     let purse = Mutex::new(0);
//!     tokio::join!(deposit(&purse), deposit(&purse));
//!     assert_eq!(*purse.lock().await, 1); // one of the two is lost
//!
//!     let purse = Mutex::new(0);
//!     tokio::join!(careful_deposit(&purse), careful_deposit(&purse));
//!     assert_eq!(*purse.lock().await, 2);
//! }
//! ```
//!
//! There are two sorts of locks:
//!
//! - **`tokio::sync::Mutex`** is locked by `lock().await`. Who has to wait for
//!   it steps aside, so its guard may live across an `.await`.
//! - **`std::sync::Mutex`** is locked by `lock().unwrap()`. Who has to wait for
//!   it stops the whole thread, and so perhaps the one who would unlock it: the
//!   program stands still. It is the faster one, and right where there is no
//!   `.await` between `lock` and the end of its guard. A guard ends with its
//!   block: in an async function give it a block of its own, `{ … }`, that ends
//!   before the `.await`. `drop(guard)` ends it as well, but rustc may not see
//!   that, and then it refuses to make a task of your function.
//!
//! A lock also keeps out those who want something else: as long as one holds
//! it, all others wait. So lock as little as you need, and as briefly.
//!
//! `tokio::sync::OnceCell` is a place for one value that is still to be made.
//! `cell.get_or_init(|| …).await` makes it at the first call. Who comes
//! meanwhile waits for that one; who comes later has it at once.
//!
//! Python's twin of `tokio::sync::Mutex` is `asyncio.Lock`: `async with lock:`
//! is the block in which the guard lives. A `threading.Lock` in async code does
//! what `std::sync::Mutex` does here.
//!
//! # Your task
//!
//! Write two types that many tasks use at the same time. What is in them is up
//! to you.
//!
//! - [`Counter`] counts. [`add`](Counter::add) adds an amount and saves the
//!   count: for that it awaits `sleep(SAVE_TIME)`, as if it wrote to a disk.
//!   [`get`](Counter::get) tells the count.
//! - [`Cache`] keeps what was loaded. [`get`](Cache::get) is given a key and a
//!   future that loads its value. Where the cache has no value for the key, it
//!   awaits the future, keeps the value and returns it. Otherwise it returns
//!   what it has: a future that nobody awaits does nothing.
//!
//! # What is judged
//!
//! - **add counts, and takes the time to save.** Whether others may add while
//!   one saves is up to you.
//! - **Nothing that was added is lost, whoever adds meanwhile.** In no order in
//!   which tasks may run.
//! - **The cache returns what was loaded, and keeps it.**
//! - **Several that ask for one key at the same time cause one load.** All of
//!   them wait for it.
//! - **Each key has its own value, and they load at the same time.** Ten keys
//!   of a second each take a second.
//! - **Tasks can share both.** What is in them is `Sync`, and what is held
//!   across an `.await` is `Send`.
//! - **Nothing blocks the thread.**
//!
//! ```text
//! cargo test -p exercises --test checks shared_state
//! ```

use std::time::Duration;

/// How long it takes to save a count.
pub const SAVE_TIME: Duration = Duration::from_millis(10);

/// A number to which tasks add.
#[derive(Default)]
pub struct Counter {
    // What does it need?
}

impl Counter {
    /// A counter at zero.
    pub fn new() -> Self {
        todo!()
    }

    /// Adds an amount, and saves the count: that takes [`SAVE_TIME`].
    pub async fn add(&self, amount: i64) {
        let _ = amount;
        todo!()
    }

    /// The sum of all amounts that were added so far.
    pub async fn get(&self) -> i64 {
        todo!()
    }
}

/// Values by their keys, which are loaded when they are first asked for.
#[derive(Default)]
pub struct Cache {
    // What does it need?
}

impl Cache {
    /// A cache without any values.
    pub fn new() -> Self {
        todo!()
    }

    /// The value of a key. Where it is not known yet, `load` is awaited for it,
    /// by one of those who ask.
    pub async fn get(
        &self,
        key: &str,
        load: impl Future<Output = String> + Send + 'static,
    ) -> String {
        let _ = (key, load);
        todo!()
    }
}
