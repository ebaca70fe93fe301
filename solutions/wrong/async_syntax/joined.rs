//! fails: one-after-the-other, both-lines
//! because: the waits go on at the same time: each was to start when the one before has ended
//! "Async code runs at the same time."

use std::time::Duration;

use tokio::time::sleep;

pub async fn say_after(delay: Duration, message: &str) -> String {
    sleep(delay).await;
    println!("{message}");
    message.to_string()
}

pub async fn say_both(first: &str, second: &str) {
    tokio::join!(
        say_after(Duration::from_secs(1), first),
        say_after(Duration::from_secs(1), second)
    );
}
