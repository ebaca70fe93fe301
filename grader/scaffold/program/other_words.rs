//! fails: prints
//! "Everybody knows how that goes."

use std::time::Duration;

use tokio::time::sleep;

#[tokio::main]
async fn main() {
    println!("Ready?");
    sleep(Duration::from_secs(3)).await;
    println!("Go!");
}
