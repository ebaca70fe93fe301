//! fails: in-order
//! because: 0 values
//! "A delay of zero is no delay."

use std::time::Duration;

use futures::future::join_all;
use tokio::time::sleep;

async fn wait(delay: Duration) -> Duration {
    sleep(delay).await;
    delay
}

pub async fn gather_all(delays: Vec<Duration>) -> Vec<Duration> {
    let real = delays.into_iter().filter(|delay| !delay.is_zero());
    join_all(real.map(wait)).await
}
