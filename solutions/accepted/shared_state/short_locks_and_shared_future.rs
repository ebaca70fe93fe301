//! Locks of the standard library that are let go before each await; and futures that several can await.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;

use futures::FutureExt;
use futures::future::{BoxFuture, Shared};
use tokio::time::sleep;

pub const SAVE_TIME: Duration = Duration::from_millis(10);

#[derive(Default)]
pub struct Counter {
    count: Mutex<i64>,
}

impl Counter {
    pub fn new() -> Self {
        Self::default()
    }

    pub async fn add(&self, amount: i64) {
        {
            let mut count = self.count.lock().unwrap();
            *count += amount;
        }
        sleep(SAVE_TIME).await;
    }

    pub async fn get(&self) -> i64 {
        *self.count.lock().unwrap()
    }
}

#[derive(Default)]
pub struct Cache {
    loads: Mutex<HashMap<String, Shared<BoxFuture<'static, String>>>>,
}

impl Cache {
    pub fn new() -> Self {
        Self::default()
    }

    pub async fn get(&self, key: &str, load: impl Future<Output = String> + Send + 'static) -> String {
        let shared = {
            let mut loads = self.loads.lock().unwrap();
            loads.entry(key.to_string()).or_insert_with(|| load.boxed().shared()).clone()
        };
        shared.await
    }
}
