//! fails: deposit-as-before
//! because: the total that deposit returns

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
    *total.lock().unwrap() += amount;
    amount
}
pub async fn greet_all(names: &[String]) -> Vec<String> {
    let tasks: Vec<_> = names.iter().cloned().map(|n| tokio::spawn(greet(n))).collect();
    let mut out = vec![];
    for t in tasks {
        out.push(t.await.unwrap());
    }
    out
}
