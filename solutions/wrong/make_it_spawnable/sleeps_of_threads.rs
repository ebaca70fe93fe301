//! fails: deposit-as-before, at-once
//! because: std::thread::sleep blocks the thread
//! "Without an `.await` nothing is held across one."

use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::time::sleep;
pub async fn greet(name: String) -> String {
    let name = std::rc::Rc::new(name);
    std::thread::sleep(Duration::from_secs(1));
    println!("Hello, {name}!");
    name.to_string()
}
pub async fn deposit(total: Arc<Mutex<u64>>, amount: u64) -> u64 {
    let mut total = total.lock().unwrap();
    std::thread::sleep(Duration::from_secs(1));
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
