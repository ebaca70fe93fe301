//! fails: waits, says-after, one-after-the-other, both-lines
//! because: is not awaited does nothing; rustc warns: unused `Sleep` that must be used
//! "Calling `sleep` sleeps."

use std::time::Duration;

use tokio::time::sleep;

pub async fn say_after(delay: Duration, message: &str) -> String {
    sleep(delay);
    println!("{message}");
    message.to_string()
}

pub async fn say_both(first: &str, second: &str) {
    say_after(Duration::from_secs(1), first).await;
    say_after(Duration::from_secs(1), second).await;
}
