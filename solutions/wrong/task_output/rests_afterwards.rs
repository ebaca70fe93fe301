//! fails: concurrent
//! because: 4 s
//! "Give them time to finish."

use std::time::Duration;

use tokio::time::sleep;

pub async fn task(name: &str, seconds: u64) {
    println!("Task {name} starting");
    sleep(Duration::from_secs(seconds)).await;
    println!("Task {name} finished after {seconds} seconds");
}

pub async fn run_tasks() {
    tokio::join!(task("A", 2), task("B", 1), task("C", 3));
    sleep(Duration::from_secs(1)).await;
}
