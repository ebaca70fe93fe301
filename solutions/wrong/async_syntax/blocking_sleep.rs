//! fails: non-blocking
//! because: std::thread::sleep blocked the whole thread
//! "A sleep is a sleep."

use std::time::Duration;

pub async fn say_after(delay: Duration, message: &str) -> String {
    std::thread::sleep(delay);
    println!("{message}");
    message.to_string()
}

pub async fn say_both(first: &str, second: &str) {
    say_after(Duration::from_secs(1), first).await;
    say_after(Duration::from_secs(1), second).await;
}
