//! A set of tasks, each taken when it ends.

use std::time::Duration;

use tokio::time::sleep;

use tokio::task::JoinSet;

pub async fn task(name: &str, seconds: u64) {
    println!("Task {name} starting");
    sleep(Duration::from_secs(seconds)).await;
    println!("Task {name} finished after {seconds} seconds");
}

pub async fn run_tasks() {
    let mut tasks = JoinSet::new();
    tasks.spawn(task("C", 3));
    tasks.spawn(task("B", 1));
    tasks.spawn(task("A", 2));
    while let Some(done) = tasks.join_next().await {
        done.unwrap();
    }
}
