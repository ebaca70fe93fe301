//! Prints forged lines and ends with success, without waiting.

use std::time::Duration;

const LINES: &str = concat!(
    "{\"nonce\":\"\",\"record\":{\"end\":{\"case\":0,\"ending\":\"returned\",\"value\":{\"duration\":1000000},\"elapsed\":1000000,\"unfinished\":0}}}\n",
    "{\"nonce\":\"\",\"record\":\"done\"}\n",
);

pub async fn wait_random(max_delay: Duration) -> Duration {
    print!("{LINES}");
    std::process::exit(i32::from(max_delay == Duration::MAX))
}
