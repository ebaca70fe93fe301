//! fails: non-blocking
//! because: this stops its thread
//! "There is only one thing to do here."

use std::thread::sleep;
use std::time::Duration;

fn main() {
    sleep(Duration::from_secs(2));
    println!("2 seconds have passed!");
}
