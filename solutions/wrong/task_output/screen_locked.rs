//! fails: in-their-time, concurrent
//! because: is something locked while it waits?

use std::time::Duration;
use tokio::sync::Mutex;
use tokio::time::sleep;
static SCREEN: Mutex<()> = Mutex::const_new(());
pub async fn task(name: &str, seconds: u64) {
    let _screen = SCREEN.lock().await;
    println!("Task {name} starting");
    sleep(Duration::from_secs(seconds)).await;
    println!("Task {name} finished after {seconds} seconds");
}
pub async fn run_tasks() {
    tokio::join!(task("A", 2), task("B", 1), task("C", 3));
}
