//! Joins one wait with all the others, which are made the same way.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures::future::BoxFuture;

use crate::basic_wait::wait_random;

type Delays = Arc<Mutex<Vec<Duration>>>;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let delays = Delays::default();
    wait_for(n, max_delay, delays.clone()).await;
    std::mem::take(&mut *delays.lock().unwrap())
}

fn wait_for(n: usize, max_delay: Duration, delays: Delays) -> BoxFuture<'static, ()> {
    Box::pin(async move {
        if n > 0 {
            let own = async {
                let delay = wait_random(max_delay).await;
                delays.lock().unwrap().push(delay);
            };
            tokio::join!(own, wait_for(n - 1, max_delay, delays.clone()));
        }
    })
}
