//! fails: concurrent, every-wait
//! because: go on alone when the call returns
//! "Tasks run by themselves."

use std::time::Duration;

use tokio::time::sleep;

async fn wait(delay: Duration) -> Duration {
    sleep(delay).await;
    delay
}

pub async fn gather_all(delays: Vec<Duration>) -> Vec<Duration> {
    for delay in &delays {
        tokio::spawn(wait(*delay));
    }
    delays
}
