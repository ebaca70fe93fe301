//! The seconds are measured; a stream runs the tasks.

use futures::{StreamExt, stream};
use std::time::Duration;
use tokio::time::{Instant, sleep};
pub async fn task(name: &str, seconds: u64) {
    let start = Instant::now();
    println!("Task {} starting", name);
    sleep(Duration::from_secs(seconds)).await;
    println!("Task {} finished after {} seconds", name, start.elapsed().as_secs());
}
pub async fn run_tasks() {
    let jobs = vec![("A", 2), ("B", 1), ("C", 3)];
    stream::iter(jobs)
        .for_each_concurrent(None, |(name, seconds)| async move { task(name, seconds).await })
        .await;
}
