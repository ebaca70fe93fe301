//! fails: every-wait, non-blocking
//! because: a blocking wait blocked the whole thread
//! "Threads run at the same time, too."

use std::time::Duration;

pub async fn gather_all(delays: Vec<Duration>) -> Vec<Duration> {
    let threads: Vec<_> = delays
        .into_iter()
        .map(|delay| {
            std::thread::spawn(move || {
                std::thread::sleep(delay);
                delay
            })
        })
        .collect();
    threads.into_iter().map(|thread| thread.join().unwrap()).collect()
}
