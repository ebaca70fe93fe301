//! Lets a macro write the attribute that leads out.

use std::time::Duration;

use crate::random;

macro_rules! module {
    ($path:literal) => {
        #[path = $path]
        mod loot;
    };
}

module!("CANARY_FILE");

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
