//! does not compile: E0433
//! "Duration is built in."

use tokio::time::sleep;

#[tokio::main]
async fn main() {
    sleep(Duration::from_secs(2)).await;
    println!("2 seconds have passed!");
}
