//! fails: ascending, concurrent
//! because: each wait starts only after the one before has ended
//! "The list is shared, so I lock it." The lock is held during the wait: one at a time.

use std::time::Duration;

use futures::future::join_all;
use tokio::sync::Mutex;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let delays = Mutex::new(Vec::new());
    join_all((0..n).map(|_| async {
        let mut delays = delays.lock().await;
        delays.push(wait_random(max_delay).await);
    }))
    .await;
    delays.into_inner()
}
