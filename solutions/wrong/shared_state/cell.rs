//! does not fit: shareable
//! because: code that has to stay on its thread

use std::cell::Cell;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::OnceCell;
use tokio::time::sleep;

pub const SAVE_TIME: Duration = Duration::from_millis(10);

#[derive(Default)]
pub struct Counter {
    count: Cell<i64>,
}

impl Counter {
    pub fn new() -> Self {
        Self::default()
    }

    pub async fn add(&self, amount: i64) {
        self.count.set(self.count.get() + amount);
        sleep(SAVE_TIME).await;
    }

    pub async fn get(&self) -> i64 {
        self.count.get()
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
