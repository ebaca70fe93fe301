//! Three tasks of their own, awaited in the order of their start.

use std::time::Duration;

use tokio::time::sleep;

pub async fn task(name: &str, seconds: u64) {
    println!("Task {name} starting");
    sleep(Duration::from_secs(seconds)).await;
    println!("Task {name} finished after {seconds} seconds");
}

pub async fn run_tasks() {
    let tasks = [("A", 2), ("B", 1), ("C", 3)].map(|(name, seconds)| tokio::spawn(task(name, seconds)));
    for task in tasks {
        task.await.unwrap();
    }
}
