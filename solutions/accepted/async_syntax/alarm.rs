//! A task rings.

use std::time::Duration;
use tokio::sync::oneshot;
use tokio::time::sleep;
fn alarm(delay: Duration) -> oneshot::Receiver<()> {
    let (tx, rx) = oneshot::channel();
    tokio::spawn(async move {
        sleep(delay).await;
        let _ = tx.send(());
    });
    rx
}
pub async fn say_after(delay: Duration, message: &str) -> String {
    alarm(delay).await.unwrap();
    print!("{message}\n");
    String::from(message)
}
pub async fn say_both(first: &str, second: &str) {
    let _first = say_after(Duration::from_millis(1000), first).await;
    let _second = say_after(Duration::from_millis(1000), second).await;
}
