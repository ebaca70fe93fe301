//! fails: in-their-time, concurrent
//! because: each task is awaited before the next is spawned
//! "spawn makes it concurrent."

use std::time::Duration;

use tokio::time::sleep;

pub async fn task(name: &str, seconds: u64) {
    println!("Task {name} starting");
    sleep(Duration::from_secs(seconds)).await;
    println!("Task {name} finished after {seconds} seconds");
}

pub async fn run_tasks() {
    for (name, seconds) in [("A", 2), ("B", 1), ("C", 3)] {
        tokio::spawn(task(name, seconds)).await.unwrap();
    }
}
