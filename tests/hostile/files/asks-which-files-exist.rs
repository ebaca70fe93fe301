//! Asks for files by their metadata, which tells whether they exist.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    for path in ["/etc/shadow", "/root/.ssh/id_ed25519", "CANARY_FILE"] {
        let _oracle = std::fs::metadata(path);
    }
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
