//! Prints with tokio's own standard output, which has to be flushed.

use std::time::Duration;

use tokio::io::{AsyncWriteExt, stdout};
use tokio::time::sleep;

pub async fn say_after(delay: Duration, message: &str) -> String {
    sleep(delay).await;
    let mut out = stdout();
    out.write_all(format!("{message}\n").as_bytes()).await.unwrap();
    out.flush().await.unwrap();
    message.to_string()
}

pub async fn say_both(first: &str, second: &str) {
    say_after(Duration::from_secs(1), first).await;
    say_after(Duration::from_secs(1), second).await;
}
