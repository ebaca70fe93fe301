//! fails: uses-task
//! because: nothing in src/task_output.rs calls it
//! "I know when they print."

use std::time::Duration;

use tokio::time::sleep;

pub async fn task(name: &str, seconds: u64) {
    println!("Task {name} starting");
    sleep(Duration::from_secs(seconds)).await;
    println!("Task {name} finished after {seconds} seconds");
}

pub async fn run_tasks() {
    for name in ["A", "B", "C"] {
        println!("Task {name} starting");
    }
    for (name, seconds) in [("B", 1), ("A", 2), ("C", 3)] {
        sleep(Duration::from_secs(1)).await;
        println!("Task {name} finished after {seconds} seconds");
    }
}
