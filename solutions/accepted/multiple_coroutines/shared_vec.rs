//! `join_all` for the waiting, a shared list for the order of ending.

use std::sync::Mutex;
use std::time::Duration;

use futures::future::join_all;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let delays = Mutex::new(Vec::new());
    join_all((0..n).map(|_| async {
        let delay = wait_random(max_delay).await;
        delays.lock().unwrap().push(delay);
    }))
    .await;
    delays.into_inner().unwrap()
}
