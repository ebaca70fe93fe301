//! Who loads tells the others by a channel.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, OnceCell};
use tokio::time::sleep;

pub const SAVE_TIME: Duration = Duration::from_millis(10);

use std::sync::atomic::{AtomicI64, Ordering};
pub struct Counter {
    count: AtomicI64,
    one: tokio::sync::Semaphore,
}
impl Default for Counter {
    fn default() -> Self {
        Self::new()
    }
}
impl Counter {
    pub fn new() -> Self {
        Counter { count: AtomicI64::new(0), one: tokio::sync::Semaphore::new(1) }
    }
    pub async fn add(&self, amount: i64) {
        let _one = self.one.acquire().await.unwrap();
        let seen = self.count.load(Ordering::SeqCst);
        sleep(SAVE_TIME).await;
        self.count.store(seen + amount, Ordering::SeqCst);
    }
    pub async fn get(&self) -> i64 {
        self.count.load(Ordering::SeqCst)
    }
}

use tokio::sync::broadcast;
enum Entry {
    Ready(String),
    Loading(broadcast::Sender<String>),
}
#[derive(Default)]
pub struct Cache {
    entries: Mutex<HashMap<String, Entry>>,
}
impl Cache {
    pub fn new() -> Self {
        Self::default()
    }
    pub async fn get(&self, key: &str, load: impl Future<Output = String> + Send + 'static) -> String {
        let mut entries = self.entries.lock().await;
        match entries.get(key) {
            Some(Entry::Ready(value)) => return value.clone(),
            Some(Entry::Loading(sender)) => {
                let mut receiver = sender.subscribe();
                drop(entries);
                return receiver.recv().await.unwrap();
            }
            None => {}
        }
        let (sender, _) = broadcast::channel(1);
        entries.insert(key.to_owned(), Entry::Loading(sender.clone()));
        drop(entries);
        let value = load.await;
        self.entries.lock().await.insert(key.to_owned(), Entry::Ready(value.clone()));
        let _ = sender.send(value.clone());
        value
    }
}
