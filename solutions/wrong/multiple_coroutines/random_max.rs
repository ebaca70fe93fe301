//! fails: uses-wait-random
//! because: values in at least 4 of the 4 quarters of 0 to 10 s, 15 % in each observed 640 values in 2 of them

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;

use crate::basic_wait::wait_random;
use crate::random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut tasks = FuturesUnordered::new();
    for _ in 0..n {
        let delay = random::uniform(0.0, max_delay.as_secs_f64());
        tasks.push(wait_random(Duration::from_secs_f64(delay)));
    }
    let mut delays = Vec::new();
    while let Some(d) = tasks.next().await {
        delays.push(d);
    }
    delays
}
