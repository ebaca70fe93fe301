//! Connects to this machine by IPv6.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    let reached = std::net::TcpStream::connect("[::1]:22");
    panic!("{reached:?}");
}
