//! Asks where links in /proc lead: to folders of this machine.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    for link in ["/proc/self/exe", "/proc/self/cwd", "/proc/self/root", "/proc/self/fd/3"] {
        let _target = std::fs::read_link(link);
    }
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
