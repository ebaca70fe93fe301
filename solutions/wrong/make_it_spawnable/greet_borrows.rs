//! does not fit: greet-spawns, greet-as-before
//! because: the course passes

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::time::sleep;

pub async fn greet(name: &str) -> String {
    sleep(Duration::from_secs(1)).await;
    println!("Hello, {name}!");
    name.to_owned()
}

pub async fn deposit(total: Arc<Mutex<u64>>, amount: u64) -> u64 {
    sleep(Duration::from_secs(1)).await;
    let mut total = total.lock().unwrap();
    *total += amount;
    *total
}

pub async fn greet_all(names: &[String]) -> Vec<String> {
    let mut tasks = Vec::new();
    for name in names.to_vec() {
        tasks.push(tokio::spawn(async move { greet(&name).await }));
    }
    let mut greeted = Vec::new();
    for task in tasks {
        greeted.push(task.await.unwrap());
    }
    greeted
}
