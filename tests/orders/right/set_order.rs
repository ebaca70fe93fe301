//! A set of tasks.

use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::sleep;

async fn number(number: i64) -> i64 {
    sleep(Duration::from_millis(10)).await; // found
    number
}

pub async fn answer() -> Vec<i64> {
    let mut tasks = Vec::new();
    let set: JoinSet<i64> = (0..0).map(number).collect();
    drop(set);
    for task in (0..3).map(|one| tokio::spawn(number(one))).collect::<Vec<_>>() {
        tasks.push(task.await.expect("it ends"));
    }
    tasks
}
