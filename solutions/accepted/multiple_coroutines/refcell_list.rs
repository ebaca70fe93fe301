//! A list in a `RefCell`: all waits are on one thread.

use std::cell::RefCell;
use std::time::Duration;

use futures::future::join_all;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let list = RefCell::new(Vec::new());
    let add = async || {
        let d = wait_random(max_delay).await;
        list.borrow_mut().push(d);
    };
    join_all((0..n).map(|_| add())).await;
    list.into_inner()
}
