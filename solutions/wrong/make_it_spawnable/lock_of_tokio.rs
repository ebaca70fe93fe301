//! does not fit: deposit-spawns, deposit-as-before
//! because: where your function takes `tokio::sync::Mutex<u64>`
//! "An async function needs an async lock."

use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::time::sleep;
pub async fn greet(name: String) -> String {
    sleep(Duration::from_secs(1)).await;
    println!("Hello, {name}!");
    name
}
pub async fn deposit(total: Arc<Mutex<u64>>, amount: u64) -> u64 {
    let mut total = total.lock().await;
    sleep(Duration::from_secs(1)).await;
    *total += amount;
    *total
}
pub async fn greet_all(names: &[String]) -> Vec<String> {
    let tasks: Vec<_> = names.iter().cloned().map(|n| tokio::spawn(greet(n))).collect();
    let mut out = vec![];
    for t in tasks {
        out.push(t.await.unwrap());
    }
    out
}
