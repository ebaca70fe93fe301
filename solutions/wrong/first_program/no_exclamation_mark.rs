//! fails: says
//! because: where only punctuation differs
//! "What does a mark matter?"

use std::time::Duration;

use tokio::time::sleep;

#[tokio::main]
async fn main() {
    sleep(Duration::from_secs(2)).await;
    println!("2 seconds have passed");
}
