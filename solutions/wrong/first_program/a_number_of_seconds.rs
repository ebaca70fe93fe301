//! does not compile: E0308
//! "Two is two."

use tokio::time::sleep;

#[tokio::main]
async fn main() {
    sleep(2).await;
    println!("2 seconds have passed!");
}
