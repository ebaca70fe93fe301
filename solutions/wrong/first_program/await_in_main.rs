//! does not compile: E0728
//! "await is what makes it async."

use std::time::Duration;

use tokio::time::sleep;

fn main() {
    sleep(Duration::from_secs(2)).await;
    println!("2 seconds have passed!");
}
