//! fails: all-lines, in-their-time
//! because: "A" instead of "B"
//! "1, 2, 3."

use std::time::Duration;

use tokio::time::sleep;

pub async fn task(name: &str, seconds: u64) {
    println!("Task {name} starting");
    sleep(Duration::from_secs(seconds)).await;
    println!("Task {name} finished after {seconds} seconds");
}

pub async fn run_tasks() {
    tokio::join!(task("A", 1), task("B", 2), task("C", 3));
}
