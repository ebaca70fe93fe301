//! Each message is a task of its own, and awaited before the next one is spawned.

use std::time::Duration;

use tokio::time::sleep;

pub async fn say_after(delay: Duration, message: &str) -> String {
    let owned = message.to_owned();
    let task = tokio::spawn(async move {
        sleep(delay).await;
        println!("{owned}");
        owned
    });
    task.await.unwrap()
}

pub async fn say_both(first: &str, second: &str) {
    say_after(Duration::from_secs(1), first).await;
    say_after(Duration::from_secs(1), second).await;
}
