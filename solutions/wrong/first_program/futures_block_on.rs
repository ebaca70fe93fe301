//! fails: says, in-time, non-blocking
//! because: there is no reactor running
//! "Any block_on will do."

use std::time::Duration;

use tokio::time::sleep;

fn main() {
    futures::executor::block_on(async {
        sleep(Duration::from_secs(2)).await;
        println!("2 seconds have passed!");
    });
}
