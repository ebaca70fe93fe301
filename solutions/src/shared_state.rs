//! Reference for `shared_state`.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::OnceCell;
use tokio::time::sleep;

/// How long it takes to save a count.
pub const SAVE_TIME: Duration = Duration::from_millis(10);

/// A number to which tasks add.
#[derive(Default)]
pub struct Counter {
    count: tokio::sync::Mutex<i64>,
}

impl Counter {
    /// A counter at zero.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an amount, and saves the count: that takes [`SAVE_TIME`].
    pub async fn add(&self, amount: i64) {
        let mut count = self.count.lock().await;
        *count += amount;
        // Nobody sees a count that is not saved.
        sleep(SAVE_TIME).await;
    }

    /// The sum of all amounts that were added so far.
    pub async fn get(&self) -> i64 {
        *self.count.lock().await
    }
}

/// Values by their keys, which are loaded when they are first asked for.
#[derive(Default)]
pub struct Cache {
    // Locked only to find a key's cell, never while its value is loaded.
    cells: Mutex<HashMap<String, Arc<OnceCell<String>>>>,
}

impl Cache {
    /// A cache without any values.
    pub fn new() -> Self {
        Self::default()
    }

    /// The value of a key. Where it is not known yet, `load` is awaited for it, by one of those who ask.
    pub async fn get(&self, key: &str, load: impl Future<Output = String> + Send + 'static) -> String {
        let cell = {
            let mut cells = self.cells.lock().expect("nothing panics while it is locked");
            Arc::clone(cells.entry(key.to_owned()).or_default())
        };
        cell.get_or_init(|| load).await.clone()
    }
}
