//! fails: task-lines, in-their-time
//! because: it was printed at 2 s
//! "Who awaits a task knows when it has finished."

use std::time::Duration;

use tokio::time::sleep;

pub async fn task(name: &str, seconds: u64) {
    println!("Task {name} starting");
    sleep(Duration::from_secs(seconds)).await;
}

pub async fn run_tasks() {
    let tasks = [("A", 2), ("B", 1), ("C", 3)];
    let running = tasks.map(|(name, seconds)| (name, seconds, tokio::spawn(task(name, seconds))));
    for (name, seconds, handle) in running {
        handle.await.unwrap();
        println!("Task {name} finished after {seconds} seconds");
    }
}
