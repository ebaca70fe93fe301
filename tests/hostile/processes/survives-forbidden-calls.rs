//! Takes over the signal that tells of a forbidden call, then makes one.

use std::time::Duration;
use tokio::signal::unix::{SignalKind, signal};

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    std::mem::forget(signal(SignalKind::from_raw(31)));
    let socket = std::net::UdpSocket::bind("127.0.0.1:0");
    panic!("{socket:?}");
}
