//! Tasks that tell what they do.

use std::time::Duration;

use tokio::time::sleep;

/// Says that the task starts, waits for `seconds`, and says that it has finished.
#[expect(clippy::print_stdout, reason = "that is what is asked for")]
pub async fn task(name: &str, seconds: u64) {
    println!("Task {name} starting");
    sleep(Duration::from_secs(seconds)).await;
    println!("Task {name} finished after {seconds} seconds");
}

/// Runs the tasks A (2 s), B (1 s) and C (3 s) at the same time.
pub async fn run_tasks() {
    tokio::join!(task("A", 2), task("B", 1), task("C", 3));
}
