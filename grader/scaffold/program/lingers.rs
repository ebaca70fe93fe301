//! fails: in-time
//! "A moment more, so that it can be read."

use std::time::Duration;

use tokio::time::sleep;

#[tokio::main]
async fn main() {
    println!("Ready");
    sleep(Duration::from_secs(3)).await;
    println!("Go!");
    sleep(Duration::from_secs(1)).await;
}
