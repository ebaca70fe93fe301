//! First a look under a read lock, as most find something; then the same under a write lock. The load runs in a task.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Mutex, OnceCell, RwLock};
use tokio::time::sleep;

pub const SAVE_TIME: Duration = Duration::from_millis(10);

#[derive(Default)]
pub struct Counter {
    count: Mutex<Vec<i64>>,
}

impl Counter {
    pub fn new() -> Self {
        Self::default()
    }

    pub async fn add(&self, amount: i64) {
        self.count.lock().await.push(amount);
        tokio::spawn(sleep(SAVE_TIME)).await.unwrap();
    }

    pub async fn get(&self) -> i64 {
        self.count.lock().await.iter().sum()
    }
}

#[derive(Default)]
pub struct Cache {
    cells: RwLock<HashMap<String, Arc<OnceCell<String>>>>,
}

impl Cache {
    pub fn new() -> Self {
        Self::default()
    }

    pub async fn get(&self, key: &str, load: impl Future<Output = String> + Send + 'static) -> String {
        let known = self.cells.read().await.get(key).cloned();
        let cell = match known {
            Some(cell) => cell,
            None => self.cells.write().await.entry(key.to_owned()).or_default().clone(),
        };
        let value = cell.get_or_init(|| async { tokio::spawn(load).await.unwrap() }).await;
        value.to_string()
    }
}
