use std::collections::VecDeque;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::task::JoinHandle;

use crate::basic_wait::wait_random;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    Handle::current().spawn(wait_random(max_delay))
}

/// The first of these tasks that is done, taken out of the queue.
async fn first(tasks: &mut VecDeque<JoinHandle<Duration>>) -> Duration {
    poll_fn(|context| {
        for _ in 0..tasks.len() {
            let mut task = tasks.pop_front().expect("there is one left");
            if let Poll::Ready(delay) = Pin::new(&mut task).poll(context) {
                return Poll::Ready(delay.expect("nobody panics"));
            }
            tasks.push_back(task);
        }
        Poll::Pending
    })
    .await
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut tasks: VecDeque<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
    let mut delays = Vec::new();
    while !tasks.is_empty() {
        delays.push(first(&mut tasks).await);
    }
    delays
}
