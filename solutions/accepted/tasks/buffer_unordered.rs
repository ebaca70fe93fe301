//! A buffered stream of handles. It is wide enough to spawn all tasks before it awaits any.

use std::time::Duration;

use futures::{StreamExt, stream};
use tokio::task::JoinHandle;

use crate::basic_wait::wait_random;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(wait_random(max_delay))
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let handles = stream::iter((0..n).map(|_| task_wait_random(max_delay)));
    // a buffer of 0 would wait forever
    handles.buffer_unordered(n.max(1)).map(|result| result.unwrap()).collect().await
}
