//! Waits for a channel with a limit of time, which blocks the thread.

use crate::random;
use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = max_delay.mul_f64(random::random());
    let (_sender, receiver) = std::sync::mpsc::channel::<()>();
    let _nothing = receiver.recv_timeout(delay);
    delay
}
