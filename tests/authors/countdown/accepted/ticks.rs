//! An interval, whose first tick comes at once.

use std::time::Duration;

use tokio::time::interval;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut seconds = interval(Duration::from_secs(1));
    for line in ["3", "2", "1", "Lift-off!"] {
        seconds.tick().await;
        println!("{line}");
    }
}
