//! `Arc` in place of `Rc`, and the lock in a block of its own.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::time::sleep;

pub async fn greet(name: String) -> String {
    let name = Arc::new(name);
    sleep(Duration::from_secs(1)).await;
    println!("Hello, {name}!");
    name.to_string()
}

pub async fn deposit(total: Arc<Mutex<u64>>, amount: u64) -> u64 {
    {
        let total = total.lock().unwrap();
        assert!(total.checked_add(amount).is_some());
    }
    sleep(Duration::from_secs(1)).await;
    let mut total = total.lock().unwrap();
    *total += amount;
    *total
}

pub async fn greet_all(names: &[String]) -> Vec<String> {
    let mut tasks = Vec::new();
    for name in names {
        tasks.push(tokio::spawn(greet(name.clone())));
    }
    let mut greeted = Vec::new();
    for task in tasks {
        greeted.push(task.await.unwrap());
    }
    greeted
}
