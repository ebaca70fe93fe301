//! Sends a datagram.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    let reached = std::net::UdpSocket::bind("127.0.0.1:0").and_then(|it| it.send_to(b"loot", "127.0.0.1:9"));
    panic!("{reached:?}");
}
