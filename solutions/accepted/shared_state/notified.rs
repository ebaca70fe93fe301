//! A state for each key: who comes while somebody loads is notified when that is over.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::{Notify, RwLock};
use tokio::time::sleep;

enum State {
    Loading(Arc<Notify>),
    Ready(String),
}

pub const SAVE_TIME: Duration = Duration::from_millis(10);

#[derive(Default)]
pub struct Counter {
    count: RwLock<i64>,
}

impl Counter {
    pub fn new() -> Self {
        Self::default()
    }

    pub async fn add(&self, amount: i64) {
        let mut count = self.count.write().await;
        let new = *count + amount;
        sleep(SAVE_TIME).await;
        *count = new;
    }

    pub async fn get(&self) -> i64 {
        *self.count.read().await
    }
}

#[derive(Default)]
pub struct Cache {
    states: Mutex<HashMap<String, State>>,
}

impl Cache {
    pub fn new() -> Self {
        Self::default()
    }

    pub async fn get(&self, key: &str, load: impl Future<Output = String> + Send + 'static) -> String {
        loop {
            let notify = {
                let mut states = self.states.lock().unwrap();
                match states.get(key) {
                    Some(State::Ready(value)) => return value.clone(),
                    Some(State::Loading(notify)) => Arc::clone(notify).notified_owned(),
                    None => {
                        states.insert(key.to_owned(), State::Loading(Arc::default()));
                        break;
                    }
                }
            };
            notify.await;
        }
        let value = load.await;
        let before = self.states.lock().unwrap().insert(key.to_owned(), State::Ready(value.clone()));
        if let Some(State::Loading(notify)) = before {
            notify.notify_waiters();
        }
        value
    }
}
