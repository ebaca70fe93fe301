//! fails: both-lines
//! because: it was printed twice

use std::time::Duration;
use tokio::time::sleep;
pub async fn say_after(delay: Duration, message: &str) -> String {
    sleep(delay).await;
    println!("{message}");
    message.to_string()
}
pub async fn say_both(first: &str, second: &str) {
    let first = say_after(Duration::from_secs(1), first).await;
    println!("{first}");
    let second = say_after(Duration::from_secs(1), second).await;
    println!("{second}");
}
