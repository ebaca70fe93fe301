//! fails: non-blocking
//! because: a blocking wait blocked the whole thread

use std::time::Duration;
#[tokio::main]
async fn main() {
    let handle = std::thread::spawn(|| std::thread::sleep(Duration::from_secs(2)));
    handle.join().unwrap();
    println!("2 seconds have passed!");
}
