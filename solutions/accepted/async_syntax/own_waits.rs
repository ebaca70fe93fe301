//! `say_both` waits and prints by itself.

use std::io::Write;
use std::time::Duration;

use tokio::time::{Instant, sleep, sleep_until};

pub async fn say_after(delay: Duration, message: &str) -> String {
    let message = message.to_owned();
    sleep_until(Instant::now() + delay).await;
    writeln!(std::io::stdout(), "{message}").unwrap();
    message
}

pub async fn say_both(first: &str, second: &str) {
    sleep(Duration::from_millis(1000)).await;
    println!("{first}");
    sleep(Duration::from_millis(1000)).await;
    println!("{second}");
}
