//! fails: waits, says-after, one-after-the-other, both-lines
//! because: goes on alone: its handle has to be awaited
//! "A task runs by itself, so nobody has to wait for it."

use std::time::Duration;

use tokio::time::sleep;

pub async fn say_after(delay: Duration, message: &str) -> String {
    let owned = message.to_string();
    tokio::spawn(async move {
        sleep(delay).await;
        println!("{owned}");
    });
    message.to_string()
}

pub async fn say_both(first: &str, second: &str) {
    say_after(Duration::from_secs(1), first).await;
    say_after(Duration::from_secs(1), second).await;
}
