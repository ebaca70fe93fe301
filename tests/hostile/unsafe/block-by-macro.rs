//! Lets a macro write the unsafe block.

use std::time::Duration;

use crate::random;

macro_rules! trust {
    ($code:expr) => {
        unsafe { $code }
    };
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    let loot = trust!(*std::ptr::dangling::<u64>());
    println!("{loot}");
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
