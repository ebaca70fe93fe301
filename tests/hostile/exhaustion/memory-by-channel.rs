//! Fills a channel that nobody reads until nothing is left.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    let (sender, _receiver) = tokio::sync::mpsc::unbounded_channel();
    loop {
        sender.send([1_u8; 4096]).unwrap();
    }
}
