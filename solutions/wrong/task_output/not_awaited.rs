//! fails: all-lines, in-their-time, concurrent, uses-task
//! because: rustc warns: unused implementer of `Future` that must be used
//! "A call runs a function."

use std::time::Duration;

use tokio::time::sleep;

pub async fn task(name: &str, seconds: u64) {
    println!("Task {name} starting");
    sleep(Duration::from_secs(seconds)).await;
    println!("Task {name} finished after {seconds} seconds");
}

pub async fn run_tasks() {
    task("A", 2);
    task("B", 1);
    task("C", 3);
}
