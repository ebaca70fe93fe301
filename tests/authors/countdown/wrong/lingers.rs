//! fails: ends
//! "Each line is followed by a second."

use std::time::Duration;

use tokio::time::sleep;

#[tokio::main]
async fn main() {
    for line in ["3", "2", "1", "Lift-off!"] {
        println!("{line}");
        sleep(Duration::from_secs(1)).await;
    }
}
