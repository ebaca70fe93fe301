//! does not fit: shareable
//! because: cannot be sent between threads safely
//! "The guard is gone before the wait." So it is, and rustc does not see it.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, OnceCell};
use tokio::time::sleep;

pub const SAVE_TIME: Duration = Duration::from_millis(10);

#[derive(Default)]
pub struct Counter {
    count: std::sync::Mutex<i64>,
}
impl Counter {
    pub fn new() -> Self {
        Self::default()
    }
    pub async fn add(&self, amount: i64) {
        let mut count = self.count.lock().unwrap();
        *count += amount;
        drop(count);
        sleep(SAVE_TIME).await;
    }
    pub async fn get(&self) -> i64 {
        *self.count.lock().unwrap()
    }
}

#[derive(Default)]
pub struct Cache {
    cells: Mutex<HashMap<String, Arc<OnceCell<String>>>>,
}
impl Cache {
    pub fn new() -> Self {
        Self::default()
    }
    pub async fn get(&self, key: &str, load: impl Future<Output = String> + Send + 'static) -> String {
        let cell = self.cells.lock().await.entry(key.to_owned()).or_default().clone();
        cell.get_or_init(|| load).await.clone()
    }
}
