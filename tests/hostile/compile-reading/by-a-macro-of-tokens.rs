//! Passes the whole call to a macro as tokens.

use std::time::Duration;

use crate::random;

macro_rules! same {
    ($($token:tt)*) => {
        $($token)*
    };
}

const LOOT: &str = same!(include_str!("CANARY_FILE"));

pub async fn wait_random(max_delay: Duration) -> Duration {
    println!("{LOOT:?}");
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
