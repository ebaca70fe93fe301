//! does not compile: no `Rc`, no `RefCell`

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use futures::future::join_all;
use tokio::task::JoinHandle;

use crate::basic_wait::wait_random;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(wait_random(max_delay))
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let delays = Rc::new(RefCell::new(Vec::new()));
    let mut handles = Vec::new();
    for _ in 0..n {
        let delays = delays.clone();
        handles.push(tokio::spawn(async move {
            let delay = task_wait_random(max_delay).await.unwrap();
            delays.borrow_mut().push(delay);
        }));
    }
    join_all(handles).await;
    delays.take()
}
