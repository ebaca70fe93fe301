//! Writes forged lines to a copy of standard output, past what is recorded.

use std::io::Write;
use std::os::fd::AsFd;
use std::time::Duration;

use crate::random;

const LINES: &str = concat!(
    "{\"nonce\":\"\",\"record\":{\"end\":{\"case\":0,\"ending\":\"returned\",\"value\":{\"duration\":1000000},\"elapsed\":1000000,\"unfinished\":0}}}\n",
    "{\"nonce\":\"\",\"record\":\"done\"}\n",
);

pub async fn wait_random(max_delay: Duration) -> Duration {
    let stdout = std::io::stdout().as_fd().try_clone_to_owned().unwrap();
    let _written = std::fs::File::from(stdout).write_all(LINES.as_bytes());
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
