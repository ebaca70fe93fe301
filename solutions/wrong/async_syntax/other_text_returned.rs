//! fails: returns-message
//! because: said: Hello
//! "A nicer text."

use std::time::Duration;

use tokio::time::sleep;

pub async fn say_after(delay: Duration, message: &str) -> String {
    sleep(delay).await;
    println!("{message}");
    format!("said: {message}")
}

pub async fn say_both(first: &str, second: &str) {
    say_after(Duration::from_secs(1), first).await;
    say_after(Duration::from_secs(1), second).await;
}
