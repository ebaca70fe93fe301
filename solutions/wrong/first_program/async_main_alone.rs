//! does not compile: E0752
//! "An async fn can await."

use std::time::Duration;

use tokio::time::sleep;

async fn main() {
    sleep(Duration::from_secs(2)).await;
    println!("2 seconds have passed!");
}
