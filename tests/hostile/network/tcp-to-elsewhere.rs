//! Connects to another machine.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    let reached = std::net::TcpStream::connect_timeout(&"192.0.2.1:80".parse().unwrap(), Duration::from_millis(10));
    panic!("{reached:?}");
}
