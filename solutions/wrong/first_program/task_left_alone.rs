//! fails: says, in-time, non-blocking
//! because: what is spawned here is given up when `main` ends
//! "A task runs by itself, so nobody has to wait for it."

use std::time::Duration;

use tokio::time::sleep;

#[tokio::main]
async fn main() {
    tokio::spawn(async {
        sleep(Duration::from_secs(2)).await;
        println!("2 seconds have passed!");
    });
}
