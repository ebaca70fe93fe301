//! Makes a pair of sockets, to pass itself messages.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    let pair = std::os::unix::net::UnixStream::pair();
    panic!("{pair:?}");
}
