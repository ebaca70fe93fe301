//! fails: count, uses-wait-random
//! because: expected the call to return n values, 1 observed 0 values
//! "The tasks fill the list." The list is read before they have.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let delays = Arc::new(Mutex::new(Vec::new()));
    for _ in 0..n {
        let delays = delays.clone();
        tokio::spawn(async move {
            let delay = wait_random(max_delay).await;
            delays.lock().unwrap().push(delay);
        });
    }
    tokio::task::yield_now().await;
    delays.lock().unwrap().clone()
}
