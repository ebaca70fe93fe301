//! fails: task-lines, all-lines
//! because: "started" instead of "starting"
//! "It has started."

use std::time::Duration;

use tokio::time::sleep;

pub async fn task(name: &str, seconds: u64) {
    println!("Task {name} started");
    sleep(Duration::from_secs(seconds)).await;
    println!("Task {name} finished after {seconds} seconds");
}

pub async fn run_tasks() {
    tokio::join!(task("A", 2), task("B", 1), task("C", 3));
}
