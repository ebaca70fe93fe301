//! fails: says
//! because: nobody asked for this line
//! "Tell that you wait."

use std::time::Duration;

use tokio::time::sleep;

#[tokio::main]
async fn main() {
    println!("Waiting...");
    sleep(Duration::from_secs(2)).await;
    println!("2 seconds have passed!");
}
