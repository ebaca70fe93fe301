//! Tells what it has measured.

use std::time::{Duration, Instant};

use tokio::time::sleep;

#[tokio::main]
async fn main() {
    let start = Instant::now();
    sleep(Duration::from_secs(2)).await;
    println!("{} seconds have passed!", start.elapsed().as_secs());
}
