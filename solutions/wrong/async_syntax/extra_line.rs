//! fails: says-after, both-lines
//! because: nobody asked for this line
//! "Tell that you wait."

use std::time::Duration;

use tokio::time::sleep;

pub async fn say_after(delay: Duration, message: &str) -> String {
    println!("Waiting for {delay:?} ...");
    sleep(delay).await;
    println!("{message}");
    message.to_string()
}

pub async fn say_both(first: &str, second: &str) {
    say_after(Duration::from_secs(1), first).await;
    say_after(Duration::from_secs(1), second).await;
}
