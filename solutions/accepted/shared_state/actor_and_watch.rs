//! A task owns the count; another one loads, and tells all who ask.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, OnceCell};
use tokio::time::sleep;

pub const SAVE_TIME: Duration = Duration::from_millis(10);

use tokio::sync::{mpsc, oneshot};
enum Message {
    Add(i64, oneshot::Sender<()>),
    Get(oneshot::Sender<i64>),
}
pub struct Counter {
    to: mpsc::UnboundedSender<Message>,
}
impl Counter {
    pub fn new() -> Self {
        let (to, mut from) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            let mut count = 0;
            while let Some(m) = from.recv().await {
                match m {
                    Message::Add(n, done) => {
                        count += n;
                        sleep(SAVE_TIME).await;
                        let _ = done.send(());
                    }
                    Message::Get(to) => {
                        let _ = to.send(count);
                    }
                }
            }
        });
        Counter { to }
    }
    pub async fn add(&self, amount: i64) {
        let (tx, rx) = oneshot::channel();
        self.to.send(Message::Add(amount, tx)).ok().unwrap();
        rx.await.unwrap();
    }
    pub async fn get(&self) -> i64 {
        let (tx, rx) = oneshot::channel();
        self.to.send(Message::Get(tx)).ok().unwrap();
        rx.await.unwrap()
    }
}

#[derive(Default, Clone)]
pub struct Cache {
    slots: Arc<std::sync::RwLock<HashMap<String, tokio::sync::watch::Receiver<Option<String>>>>>,
}
impl Cache {
    pub fn new() -> Self {
        Self::default()
    }
    pub async fn get(&self, key: &str, load: impl Future<Output = String> + Send + 'static) -> String {
        let known = self.slots.read().unwrap().get(key).cloned();
        let mut slot = match known {
            Some(slot) => slot,
            None => {
                let mut slots = self.slots.write().unwrap();
                slots
                    .entry(key.to_string())
                    .or_insert_with(|| {
                        let (tx, rx) = tokio::sync::watch::channel(None);
                        tokio::spawn(async move {
                            let v = load.await;
                            let _ = tx.send(Some(v));
                        });
                        rx
                    })
                    .clone()
            }
        };
        let value = slot.wait_for(Option::is_some).await.unwrap().clone().unwrap();
        value
    }
}
