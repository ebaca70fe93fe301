use std::time::Duration;

use futures::stream::{FuturesUnordered, StreamExt};

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    println!("starting {n} waits");
    let mut waits = FuturesUnordered::new();
    for _ in 0..n {
        waits.push(wait_random(max_delay));
    }
    let mut delays = Vec::new();
    while let Some(delay) = waits.next().await {
        println!("{} of {n}: {delay:?}", delays.len() + 1);
        delays.push(delay);
    }
    delays
}
