//! fails: one-after-the-other, both-lines
//! because: at 2 s
//! "The second one after two seconds: so two is its delay."

use std::time::Duration;

use tokio::time::sleep;

pub async fn say_after(delay: Duration, message: &str) -> String {
    sleep(delay).await;
    println!("{message}");
    message.to_string()
}

pub async fn say_both(first: &str, second: &str) {
    say_after(Duration::from_secs(1), first).await;
    say_after(Duration::from_secs(2), second).await;
}
