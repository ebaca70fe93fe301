//! fails: in-their-time, concurrent
//! because: each wait starts only after the one before has ended
//! "await starts a task."

use std::time::Duration;

use tokio::time::sleep;

pub async fn task(name: &str, seconds: u64) {
    println!("Task {name} starting");
    sleep(Duration::from_secs(seconds)).await;
    println!("Task {name} finished after {seconds} seconds");
}

pub async fn run_tasks() {
    task("A", 2).await;
    task("B", 1).await;
    task("C", 3).await;
}
