//! Tasks in a `JoinSet`, each of which knows its place.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::sleep;

pub fn greet(name: String) -> impl Future<Output = String> + Send {
    async move {
        sleep(Duration::from_secs(1)).await;
        println!("Hello, {name}!");
        name
    }
}

pub async fn deposit(total: Arc<Mutex<u64>>, amount: u64) -> u64 {
    sleep(Duration::from_secs(1)).await;
    let mut total = total.lock().unwrap();
    *total += amount;
    *total
}

pub async fn greet_all(names: &[String]) -> Vec<String> {
    let mut greeted = vec![String::new(); names.len()];
    let mut tasks = JoinSet::new();
    for (index, name) in names.iter().cloned().enumerate() {
        tasks.spawn(async move { (index, greet(name).await) });
    }
    while let Some(done) = tasks.join_next().await {
        let (index, name) = done.unwrap();
        greeted[index] = name;
    }
    greeted
}
