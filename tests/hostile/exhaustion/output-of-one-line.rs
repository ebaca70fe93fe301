//! Prints a line of 100 MiB.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    println!("{}", "long ".repeat(20 << 20));
    max_delay
}
