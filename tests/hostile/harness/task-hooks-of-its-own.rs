//! Builds a runtime with hooks of its own, by the features that the harness needs.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    std::thread::spawn(|| {
        let mut runtime = tokio::runtime::Builder::new_current_thread();
        runtime.on_task_spawn(|_| println!("spawned"));
        runtime.build().unwrap().block_on(async { tokio::spawn(async {}).await.unwrap() });
    })
    .join()
    .unwrap();
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
