//! fails: says
//! because: "2 seconds have passed!"
//! "A measured time is a number with a fraction."

use std::time::Duration;

use tokio::time::sleep;

#[tokio::main]
async fn main() {
    let start = tokio::time::Instant::now();
    sleep(Duration::from_secs(2)).await;
    println!("{:.1} seconds have passed!", start.elapsed().as_secs_f64());
}
