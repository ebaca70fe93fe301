//! Sends a datagram to everybody.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    let reached = std::net::UdpSocket::bind("0.0.0.0:0").and_then(|it| it.set_broadcast(true));
    panic!("{reached:?}");
}
