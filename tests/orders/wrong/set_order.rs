//! A set of tasks.

use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::sleep;

async fn number(number: i64) -> i64 {
    sleep(Duration::from_millis(10)).await; // found
    number
}

pub async fn answer() -> Vec<i64> {
    let mut set: JoinSet<i64> = (0..3).map(number).collect();
    let mut all = Vec::new();
    while let Some(number) = set.join_next().await { // found
        all.push(number.expect("it ends"));
    }
    all
}
