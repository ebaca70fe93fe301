//! fails: in-their-time
//! because: wait 3 starts only when another has ended
//! "C takes three seconds, and so do A and B."

use std::time::Duration;

use tokio::time::sleep;

pub async fn task(name: &str, seconds: u64) {
    println!("Task {name} starting");
    sleep(Duration::from_secs(seconds)).await;
    println!("Task {name} finished after {seconds} seconds");
}

pub async fn run_tasks() {
    let short = async {
        task("A", 2).await;
        task("B", 1).await;
    };
    tokio::join!(short, task("C", 3));
}
