//! Tasks that call back when their wait is over, as with `add_done_callback`.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::basic_wait::wait_random;

async fn wait_then<F: FnOnce(Duration)>(max_delay: Duration, callback: F) {
    let delay = wait_random(max_delay).await;
    callback(delay);
}

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let delays: Arc<Mutex<Vec<Duration>>> = Arc::new(Mutex::new(vec![]));
    let mut tasks = vec![];
    for _ in 0..n {
        let delays = delays.clone();
        let callback = move |delay| delays.lock().unwrap().push(delay);
        tasks.push(tokio::spawn(wait_then(max_delay, callback)));
    }
    for task in tasks {
        task.await.unwrap();
    }
    let list = delays.lock().unwrap();
    list.to_vec()
}
