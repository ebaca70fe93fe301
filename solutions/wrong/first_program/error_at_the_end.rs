//! fails: says, in-time, non-blocking
//! because: `main` returned an error

use std::time::Duration;
#[tokio::main]
async fn main() -> Result<(), String> {
    tokio::time::sleep(Duration::from_secs(2)).await;
    println!("2 seconds have passed!");
    Err("done".to_string())
}
