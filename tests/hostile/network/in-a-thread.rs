//! Connects in a thread.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    let reached = std::thread::spawn(|| std::net::TcpStream::connect("127.0.0.1:22")).join().unwrap();
    panic!("{reached:?}");
}
