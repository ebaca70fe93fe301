//! A task on this thread, in a runtime by hand.

use std::time::Duration;
use tokio::task::LocalSet;
fn main() {
    let rt = tokio::runtime::Builder::new_multi_thread().enable_time().build().unwrap();
    let local = LocalSet::new();
    local.block_on(&rt, async {
        tokio::task::spawn_local(async { tokio::time::sleep(Duration::from_secs(2)).await }).await.unwrap();
        println!("2 seconds have passed!");
    });
}
