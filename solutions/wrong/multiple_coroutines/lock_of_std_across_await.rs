//! fails: count, in-range, ascending, concurrent, uses-wait-random, non-blocking
//! because: drop the guard before you `.await` or lock again

use std::sync::Mutex;
use std::time::Duration;

use futures::future::join_all;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let delays = Mutex::new(Vec::new());
    join_all((0..n).map(|_| async {
        let mut list = delays.lock().unwrap();
        list.push(wait_random(max_delay).await);
    }))
    .await;
    delays.into_inner().unwrap()
}
