//! fails: no-lost-update
//! because: wait here at the same time

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use tokio::sync::OnceCell;
use tokio::time::sleep;

pub const SAVE_TIME: Duration = Duration::from_millis(10);

#[derive(Default)]
pub struct Counter {
    count: AtomicI64,
}

impl Counter {
    pub fn new() -> Self {
        Self::default()
    }

    pub async fn add(&self, amount: i64) {
        let count = self.count.load(Ordering::SeqCst);
        sleep(SAVE_TIME).await;
        self.count.store(count + amount, Ordering::SeqCst);
    }

    pub async fn get(&self) -> i64 {
        self.count.load(Ordering::SeqCst)
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
