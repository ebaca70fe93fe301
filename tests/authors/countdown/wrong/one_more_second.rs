//! fails: seconds, ends
//! "There is a zero, too."

use std::time::Duration;

use tokio::time::sleep;

#[tokio::main]
async fn main() {
    for number in (0..=3).rev() {
        println!("{number}");
        sleep(Duration::from_secs(1)).await;
    }
    println!("Lift-off!");
}
