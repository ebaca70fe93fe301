//! fails: says-after, both-lines
//! because: this is printed before the wait, not after it
//! "Both are in the function, so what does the order matter?"

use std::time::Duration;

use tokio::time::sleep;

pub async fn say_after(delay: Duration, message: &str) -> String {
    println!("{message}");
    sleep(delay).await;
    message.to_string()
}

pub async fn say_both(first: &str, second: &str) {
    say_after(Duration::from_secs(1), first).await;
    say_after(Duration::from_secs(1), second).await;
}
