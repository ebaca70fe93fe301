//! Prints without end.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    loop {
        println!("{}", "flood ".repeat(100));
    }
}
