//! fails: says, in-time
//! because: `eprintln!` prints to standard error
//! "It was on my screen."

use std::time::Duration;

use tokio::time::sleep;

#[tokio::main]
async fn main() {
    sleep(Duration::from_secs(2)).await;
    eprintln!("2 seconds have passed!");
}
