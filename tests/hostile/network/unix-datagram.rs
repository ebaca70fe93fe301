//! Makes a socket for datagrams without a name.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    let reached = std::os::unix::net::UnixDatagram::unbound();
    panic!("{reached:?}");
}
