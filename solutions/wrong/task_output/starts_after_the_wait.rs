//! fails: task-lines, in-their-time
//! because: this is printed after the wait, not before it
//! "Both lines are there."

use std::time::Duration;

use tokio::time::sleep;

pub async fn task(name: &str, seconds: u64) {
    sleep(Duration::from_secs(seconds)).await;
    println!("Task {name} starting");
    println!("Task {name} finished after {seconds} seconds");
}

pub async fn run_tasks() {
    tokio::join!(task("A", 2), task("B", 1), task("C", 3));
}
