//! fails: no-stampede
//! because: wait here at the same time

use std::collections::HashMap;
use std::time::Duration;

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
        let mut count = self.count.lock().await;
        sleep(SAVE_TIME).await;
        *count += amount;
    }

    pub async fn get(&self) -> i64 {
        *self.count.lock().await
    }
}

#[derive(Default)]
pub struct Cache {
    values: tokio::sync::Mutex<HashMap<String, String>>,
}

impl Cache {
    pub fn new() -> Self {
        Self::default()
    }

    pub async fn get(&self, key: &str, load: impl Future<Output = String> + Send + 'static) -> String {
        if let Some(value) = self.values.lock().await.get(key) {
            return value.clone();
        }
        let value = load.await;
        self.values.lock().await.insert(key.to_owned(), value.clone());
        value
    }
}
