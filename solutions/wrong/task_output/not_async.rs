//! does not compile: E0728
//! "await is what makes it async."

use std::time::Duration;

use tokio::time::sleep;

pub fn task(name: &str, seconds: u64) {
    println!("Task {name} starting");
    sleep(Duration::from_secs(seconds)).await;
    println!("Task {name} finished after {seconds} seconds");
}

pub async fn run_tasks() {
    tokio::join!(task("A", 2), task("B", 1), task("C", 3));
}
