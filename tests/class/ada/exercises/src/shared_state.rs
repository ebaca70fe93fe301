//! An atomic number, which needs no lock; and a lock for each key, held while its value is loaded.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

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
        self.count.fetch_add(amount, Ordering::SeqCst);
        sleep(SAVE_TIME).await;
    }

    pub async fn get(&self) -> i64 {
        self.count.load(Ordering::SeqCst)
    }
}

#[derive(Default)]
pub struct Cache {
    places: Mutex<HashMap<String, Arc<tokio::sync::Mutex<Option<String>>>>>,
}

impl Cache {
    pub fn new() -> Self {
        Self::default()
    }

    pub async fn get(&self, key: &str, load: impl Future<Output = String> + Send + 'static) -> String {
        let place = Arc::clone(self.places.lock().unwrap().entry(key.to_owned()).or_default());
        let mut value = place.lock().await;
        if let Some(value) = &*value {
            return value.clone();
        }
        let loaded = load.await;
        *value = Some(loaded.clone());
        loaded
    }
}
