//! fails: in-their-time, concurrent, non-blocking
//! because: std::thread::sleep blocked the whole thread for 1 s
//! "A sleep is a sleep."

use std::time::Duration;

pub async fn task(name: &str, seconds: u64) {
    println!("Task {name} starting");
    std::thread::sleep(Duration::from_secs(seconds));
    println!("Task {name} finished after {seconds} seconds");
}

pub async fn run_tasks() {
    tokio::join!(task("A", 2), task("B", 1), task("C", 3));
}
