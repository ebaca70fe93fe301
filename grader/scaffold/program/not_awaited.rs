//! fails: prints, in-time
//! because: a sleep that is not awaited does nothing
//! "I have called sleep, so it sleeps."
// Author: mistakes that students make, a file for each. The first line has exactly the checks that
// fail; the second one may have words that the student reads; then comes what the student thought.

use std::time::Duration;

use tokio::time::sleep;

#[tokio::main]
async fn main() {
    println!("Ready");
    let _ = sleep(Duration::from_secs(3));
    println!("Go!");
}
