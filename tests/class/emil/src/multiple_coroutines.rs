use std::time::Duration;

use futures::future::join_all;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let tasks: Vec<_> = (0..n).map(|_| tokio::spawn(wait_random(max_delay))).collect();
    let mut delays: Vec<Duration> = join_all(tasks).iter().map(|delay| delay.unwrap()).collect();
    delays.sort();
    delays
}
