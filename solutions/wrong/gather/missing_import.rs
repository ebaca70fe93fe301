//! does not compile: E0425
//! "join_all is built in."

use std::time::Duration;

use tokio::time::sleep;

async fn wait(delay: Duration) -> Duration {
    sleep(delay).await;
    delay
}

pub async fn gather_all(delays: Vec<Duration>) -> Vec<Duration> {
    join_all(delays.into_iter().map(wait)).await
}
