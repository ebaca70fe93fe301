//! Prints forged lines where nobody parses them.

use std::time::Duration;

use crate::random;

const LINES: &str = concat!(
    "{\"nonce\":\"\",\"record\":{\"end\":{\"case\":0,\"ending\":\"returned\",\"value\":{\"duration\":1000000},\"elapsed\":1000000,\"unfinished\":0}}}\n",
    "{\"nonce\":\"\",\"record\":\"done\"}\n",
);

pub async fn wait_random(max_delay: Duration) -> Duration {
    print!("{LINES}");
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
