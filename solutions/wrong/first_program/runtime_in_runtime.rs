//! fails: says, in-time, non-blocking
//! because: already runs on a runtime
//! "block_on runs a future."

use std::time::Duration;

use tokio::time::sleep;

#[tokio::main]
async fn main() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(sleep(Duration::from_secs(2)));
    println!("2 seconds have passed!");
}
