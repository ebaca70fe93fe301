//! fails: waits
//! because: each wait starts only after the one before has ended
//! "Wait, speak, and take a breath."

use std::time::Duration;

use tokio::time::sleep;

pub async fn say_after(delay: Duration, message: &str) -> String {
    sleep(delay).await;
    println!("{message}");
    sleep(delay).await;
    message.to_string()
}

pub async fn say_both(first: &str, second: &str) {
    for message in [first, second] {
        sleep(Duration::from_secs(1)).await;
        println!("{message}");
    }
}
