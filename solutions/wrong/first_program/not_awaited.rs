//! fails: in-time, non-blocking
//! because: rustc warns: unused `Sleep` that must be used
//! "Calling `sleep` sleeps."

use std::time::Duration;

use tokio::time::sleep;

#[tokio::main]
async fn main() {
    sleep(Duration::from_secs(2));
    println!("2 seconds have passed!");
}
