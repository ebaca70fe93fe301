//! fails: in-time
//! because: the program to take 2 s observed 3 s
//! "0, 1, 2: that is two seconds."

use std::time::Duration;

use tokio::time::sleep;

#[tokio::main]
async fn main() {
    for _ in 0..=2 {
        sleep(Duration::from_secs(1)).await;
    }
    println!("2 seconds have passed!");
}
