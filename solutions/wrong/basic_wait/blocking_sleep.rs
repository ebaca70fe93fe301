//! fails: non-blocking
//! because: std::thread::sleep blocked the whole thread
//! "Sleeping is sleeping, and this one needs no `.await`."

use std::thread;
use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    thread::sleep(delay);
    delay
}
