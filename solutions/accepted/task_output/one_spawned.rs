//! Two tasks are spawned, and the third one runs meanwhile.

use std::time::Duration;

use tokio::time::sleep;

pub async fn task(name: &str, seconds: u64) {
    println!("Task {name} starting");
    sleep(Duration::from_secs(seconds)).await;
    println!("Task {name} finished after {seconds} seconds");
}

pub async fn run_tasks() {
    let (a, b) = (tokio::spawn(task("A", 2)), tokio::spawn(task("B", 1)));
    task("C", 3).await;
    a.await.expect("it does not panic");
    b.await.expect("it does not panic");
}
