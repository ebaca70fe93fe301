//! An interval ticks every second; its first tick comes at once.

use std::time::Duration;

use tokio::time::{interval, sleep};

pub async fn say_after(delay: Duration, message: &str) -> String {
    if !delay.is_zero() {
        sleep(delay).await;
    }
    print!("{message}\n");
    message.into()
}

pub async fn say_both(first: &str, second: &str) {
    let mut seconds = interval(Duration::from_secs(1));
    seconds.tick().await;
    for message in [first, second] {
        seconds.tick().await;
        say_after(Duration::ZERO, message).await;
    }
}
