//! fails: in-time
//! because: as many milliseconds as seconds were asked for
//! "Every sleep counts milliseconds."

use std::time::Duration;

use tokio::time::sleep;

#[tokio::main]
async fn main() {
    sleep(Duration::from_millis(2)).await;
    println!("2 seconds have passed!");
}
