//! does not compile: E0728

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::time::sleep;

pub async fn greet(name: String) -> String {
    sleep(Duration::from_secs(1)).await;
    println!("Hello, {name}!");
    name
}

pub async fn deposit(total: Arc<Mutex<u64>>, amount: u64) -> u64 {
    sleep(Duration::from_secs(1)).await;
    let mut total = total.lock().unwrap();
    *total += amount;
    *total
}

pub async fn greet_all(names: &[String]) -> Vec<String> {
    let tasks: Vec<_> = names.iter().map(|name| tokio::spawn(greet(name.clone()))).collect();
    tasks.into_iter().map(|task| task.await.unwrap()).collect()
}
