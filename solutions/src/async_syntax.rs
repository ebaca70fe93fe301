//! Says it later.

use std::time::Duration;

use tokio::time::sleep;

/// Waits for `delay`, prints `message`, and returns it.
#[expect(clippy::print_stdout, reason = "that is what is asked for")]
pub async fn say_after(delay: Duration, message: &str) -> String {
    sleep(delay).await;
    println!("{message}");
    message.to_owned()
}

/// Says `first` after one second, and `second` after another one.
pub async fn say_both(first: &str, second: &str) {
    say_after(Duration::from_secs(1), first).await;
    say_after(Duration::from_secs(1), second).await;
}
