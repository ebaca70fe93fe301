//! fails: spawns-tasks
//! because: 1 task goes on
//! "The names are known already, and a greeting takes a second."

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
    for n in names {
        tokio::spawn(greet(n.clone()));
    }
    sleep(Duration::from_secs(1)).await;
    names.to_vec()
}
