//! fails: in-time, non-blocking
//! "As the examples of the lesson begin."

use std::time::Duration;
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    tokio::time::sleep(Duration::from_secs(2)).await;
    println!("2 seconds have passed!");
}
