//! fails: says-after

use std::time::Duration;
use tokio::time::sleep;
pub async fn say_after(delay: Duration, message: &str) -> String {
    sleep(delay).await;
    message.to_string()
}
pub async fn say_both(first: &str, second: &str) {
    println!("{}", say_after(Duration::from_secs(1), first).await);
    println!("{}", say_after(Duration::from_secs(1), second).await);
}
