//! fails: non-blocking
//! because: blocked the whole thread
//! "block_on gives the value of a future, and on a thread of its own it is allowed."

use std::time::Duration;

use futures::future::join_all;
use tokio::time::sleep;

async fn wait(delay: Duration) -> Duration {
    sleep(delay).await;
    delay
}

pub async fn gather_all(delays: Vec<Duration>) -> Vec<Duration> {
    let work = move || {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(join_all(delays.into_iter().map(wait)))
    };
    std::thread::spawn(work).join().unwrap()
}
