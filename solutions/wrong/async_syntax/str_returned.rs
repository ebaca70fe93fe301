//! does not fit: returns-message, waits, says-after, non-blocking
//! because: expected `String`, found `&str`
//! "A message comes in, a message goes out."

use std::time::Duration;

use tokio::time::sleep;

pub async fn say_after(delay: Duration, message: &str) -> &str {
    sleep(delay).await;
    println!("{message}");
    message
}

pub async fn say_both(first: &str, second: &str) {
    say_after(Duration::from_secs(1), first).await;
    say_after(Duration::from_secs(1), second).await;
}
