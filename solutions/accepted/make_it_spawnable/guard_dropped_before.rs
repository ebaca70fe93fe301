//! The guard is dropped before the wait, and taken again; tasks in `join_all`.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures::future::join_all;
use tokio::time::sleep;

pub async fn greet(name: String) -> String {
    sleep(Duration::from_secs(1)).await;
    println!("Hello, {name}!");
    name
}

pub async fn deposit(total: Arc<Mutex<u64>>, amount: u64) -> u64 {
    let guard = total.lock().unwrap();
    drop(guard);
    sleep(Duration::from_secs(1)).await;
    let mut guard = total.lock().unwrap();
    *guard += amount;
    *guard
}

pub async fn greet_all(names: &[String]) -> Vec<String> {
    let tasks = names.iter().cloned().map(greet).map(tokio::spawn);
    join_all(tasks).await.into_iter().map(Result::unwrap).collect()
}
