//! fails: concurrent
//! because: is something locked while it waits?

use futures::future::join_all;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::time::sleep;
pub async fn gather_all(delays: Vec<Duration>) -> Vec<Duration> {
    let out = Arc::new(Mutex::new(vec![Duration::ZERO; delays.len()]));
    join_all(delays.into_iter().enumerate().map(|(i, d)| {
        let out = out.clone();
        async move {
            let mut out = out.lock().await;
            sleep(d).await;
            out[i] = d;
        }
    }))
    .await;
    let r = out.lock().await.clone();
    r
}
