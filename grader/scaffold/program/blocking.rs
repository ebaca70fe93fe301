//! fails: non-blocking
//! because: std::thread::sleep blocked
//! "Sleeping is sleeping, and this one needs no `.await`."

use std::time::Duration;

#[tokio::main]
async fn main() {
    println!("Ready");
    std::thread::sleep(Duration::from_secs(3));
    println!("Go!");
}
