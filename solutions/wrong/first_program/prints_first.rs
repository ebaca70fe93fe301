//! fails: in-time
//! because: this is printed before the wait, not after it
//! "Say it, and then wait."

use std::time::Duration;

use tokio::time::sleep;

#[tokio::main]
async fn main() {
    println!("2 seconds have passed!");
    sleep(Duration::from_secs(2)).await;
}
