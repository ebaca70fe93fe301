//! fails: all-lines, in-their-time
//! because: goes on alone
//! "After three seconds all of them must be done."

use std::time::Duration;
use tokio::time::sleep;
pub async fn task(name: &str, seconds: u64) {
    println!("Task {name} starting");
    sleep(Duration::from_secs(seconds)).await;
    println!("Task {name} finished after {seconds} seconds");
}
pub async fn run_tasks() {
    tokio::spawn(task("A", 2));
    tokio::spawn(task("B", 1));
    tokio::spawn(task("C", 3));
    sleep(Duration::from_secs(3)).await;
}
