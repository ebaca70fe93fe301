//! does not compile: E0308
//! "Every line ends with a semicolon."

use std::time::Duration;

pub async fn pause(time: Duration) -> Duration {
    tokio::time::sleep(time).await;
    time;
}
