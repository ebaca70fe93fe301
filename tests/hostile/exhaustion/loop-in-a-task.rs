//! Does nothing for ever, in a task.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    tokio::spawn(async {
        loop {
            std::hint::spin_loop();
        }
    })
    .await
    .unwrap()
}
