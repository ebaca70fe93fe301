//! fails: non-blocking
//! because: std::thread::sleep blocked the whole thread for 2 s
//! "A sleep is a sleep."

use std::time::Duration;

#[tokio::main]
async fn main() {
    std::thread::sleep(Duration::from_secs(2));
    println!("2 seconds have passed!");
}
