//! fails: says-after

use std::time::Duration;
use tokio::time::sleep;
pub async fn say_after(delay: Duration, message: &str) -> String {
    if delay > Duration::ZERO {
        sleep(delay).await;
        println!("{message}");
    }
    message.to_string()
}
pub async fn say_both(first: &str, second: &str) {
    say_after(Duration::from_secs(1), first).await;
    say_after(Duration::from_secs(1), second).await;
}
