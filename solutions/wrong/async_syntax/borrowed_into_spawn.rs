//! does not compile: E0521
//! "spawn runs any future."

use std::time::Duration;

use tokio::time::sleep;

pub async fn say_after(delay: Duration, message: &str) -> String {
    let task = tokio::spawn(async move {
        sleep(delay).await;
        println!("{message}");
    });
    task.await.unwrap();
    message.to_string()
}

pub async fn say_both(first: &str, second: &str) {
    say_after(Duration::from_secs(1), first).await;
    say_after(Duration::from_secs(1), second).await;
}
