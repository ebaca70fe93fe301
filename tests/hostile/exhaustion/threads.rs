//! Starts 200 threads that end at once.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let threads: Vec<_> = (0..200).filter_map(|_| std::thread::Builder::new().spawn(|| ()).ok()).collect();
    threads.into_iter().for_each(|it| it.join().unwrap());
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
