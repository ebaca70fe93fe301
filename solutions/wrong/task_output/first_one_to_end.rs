//! fails: all-lines, in-their-time, concurrent
//! because: `select` goes on when the first future is done

use std::time::Duration;
use tokio::time::sleep;
pub async fn task(name: &str, seconds: u64) {
    println!("Task {name} starting");
    sleep(Duration::from_secs(seconds)).await;
    println!("Task {name} finished after {seconds} seconds");
}
pub async fn run_tasks() {
    tokio::select! {
        _ = task("A", 2) => {}
        _ = task("B", 1) => {}
        _ = task("C", 3) => {}
    }
}
