//! fails: task-lines
//! because: nothing was printed
//! "Nothing to wait for, nothing to do."

use std::time::Duration;

use tokio::time::sleep;

pub async fn task(name: &str, seconds: u64) {
    if seconds == 0 {
        return;
    }
    println!("Task {name} starting");
    sleep(Duration::from_secs(seconds)).await;
    println!("Task {name} finished after {seconds} seconds");
}

pub async fn run_tasks() {
    tokio::join!(task("A", 2), task("B", 1), task("C", 3));
}
