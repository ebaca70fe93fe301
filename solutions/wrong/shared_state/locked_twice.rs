//! fails: no-lost-update
//! because: task orders, and not on the usual one

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::OnceCell;
use tokio::time::sleep;

pub const SAVE_TIME: Duration = Duration::from_millis(10);

#[derive(Default)]
pub struct Counter {
    count: tokio::sync::Mutex<i64>,
}

impl Counter {
    pub fn new() -> Self {
        Self::default()
    }

    pub async fn add(&self, amount: i64) {
        let before = *self.count.lock().await;
        let mut count = self.count.lock().await;
        *count = before + amount;
        drop(count);
        sleep(SAVE_TIME).await;
    }

    pub async fn get(&self) -> i64 {
        *self.count.lock().await
    }
}

#[derive(Default)]
pub struct Cache {
    cells: tokio::sync::Mutex<HashMap<String, Arc<OnceCell<String>>>>,
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
