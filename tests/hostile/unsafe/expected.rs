//! Expects unsafe code, with a reason.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    #[expect(unsafe_code, reason = "it is fast")]
    let loot = unsafe { std::mem::zeroed::<u64>() };
    println!("{loot}");
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
