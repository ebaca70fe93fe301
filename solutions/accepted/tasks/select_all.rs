//! `select_all` on the handles, which need no pinning, again and again.

use std::time::Duration;

use futures::future::select_all;
use tokio::task::JoinHandle;

use crate::basic_wait;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(async move { basic_wait::wait_random(max_delay).await })
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut handles = vec![];
    for _i in 0..n {
        handles.push(task_wait_random(max_delay));
    }
    let mut done = vec![];
    while !handles.is_empty() {
        let (first, _index, others) = select_all(handles).await;
        done.push(first.unwrap());
        handles = others;
    }
    done
}
