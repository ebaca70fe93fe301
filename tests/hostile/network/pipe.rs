//! Makes a pipe, which it may or may not.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    let pipe = std::io::pipe();
    panic!("{pipe:?}");
}
