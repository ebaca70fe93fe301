//! `greet` as a plain function that returns a future; results through a channel.

use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::time::sleep;
pub fn greet(name: String) -> impl Future<Output = String> + Send + 'static {
    async move {
        sleep(Duration::from_secs(1)).await;
        println!("Hello, {name}!");
        name
    }
}
fn put(total: &Mutex<u64>, amount: u64) -> u64 {
    let mut guard = match total.lock() {
        Ok(g) => g,
        Err(e) => e.into_inner(),
    };
    *guard += amount;
    *guard
}
pub async fn deposit(total: Arc<Mutex<u64>>, amount: u64) -> u64 {
    sleep(Duration::from_secs(1)).await;
    put(&total, amount)
}
pub async fn greet_all(names: &[String]) -> Vec<String> {
    let (tx, mut rx) = tokio::sync::mpsc::channel(8);
    for (i, n) in names.iter().enumerate() {
        let (tx, n) = (tx.clone(), n.clone());
        tokio::spawn(async move {
            tx.send((i, greet(n).await)).await.unwrap();
        });
    }
    drop(tx);
    let mut v = vec![String::new(); names.len()];
    while let Some((i, n)) = rx.recv().await {
        v[i] = n;
    }
    v
}
