//! Looks up the name of this machine, for which files are read.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    let reached = std::net::ToSocketAddrs::to_socket_addrs("localhost:80").map(Iterator::count);
    panic!("{reached:?}");
}
