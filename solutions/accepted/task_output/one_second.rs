//! Takes care of the singular, and spawns from a helper.

use std::time::Duration;

use futures::future::join_all;
use tokio::task::JoinHandle;
use tokio::time::sleep;

pub async fn task(name: &str, seconds: u64) {
    println!("Task {name} starting");
    wait(seconds).await;
    let unit = if seconds == 1 { "second" } else { "seconds" };
    println!("Task {name} finished after {seconds} {unit}");
}

async fn wait(seconds: u64) {
    sleep(Duration::from_secs(seconds)).await;
}

fn start(name: &'static str, seconds: u64) -> JoinHandle<()> {
    tokio::spawn(async move { task(name, seconds).await })
}

pub async fn run_tasks() {
    join_all([start("A", 2), start("B", 1), start("C", 3)]).await;
}
