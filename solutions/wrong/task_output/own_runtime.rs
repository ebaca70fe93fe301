//! fails: non-blocking
//! because: blocked the whole thread for 3 s
//! "A runtime runs tasks, and a thread of its own does not disturb anybody."

use std::time::Duration;

use tokio::time::sleep;

pub async fn task(name: &str, seconds: u64) {
    println!("Task {name} starting");
    sleep(Duration::from_secs(seconds)).await;
    println!("Task {name} finished after {seconds} seconds");
}

pub async fn run_tasks() {
    let work = || {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async { tokio::join!(task("A", 2), task("B", 1), task("C", 3)) });
    };
    std::thread::spawn(work).join().unwrap();
}
