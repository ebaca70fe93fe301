//! Passes the macro's name to a macro.

use std::time::Duration;

use crate::random;

macro_rules! call {
    ($name:ident, $path:literal) => {
        $name!($path)
    };
}

const LOOT: &str = call!(include_str, "CANARY_FILE");

pub async fn wait_random(max_delay: Duration) -> Duration {
    println!("{LOOT:?}");
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
