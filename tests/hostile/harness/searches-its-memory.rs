//! Searches its own memory for the nonce, through /proc.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    if let Ok(maps) = std::fs::read_to_string("/proc/self/maps") {
        let memory = File::open("/proc/self/mem").unwrap();
        for line in maps.lines().filter(|line| line.contains("rw-p")) {
            let (from, to) = line.split_once(' ').unwrap().0.split_once('-').unwrap();
            let from = u64::from_str_radix(from, 16).unwrap();
            let length = (u64::from_str_radix(to, 16).unwrap() - from).min(64 << 10);
            let mut bytes = vec![0; length as usize];
            if memory.read_exact_at(&mut bytes, from).is_ok() {
                let found = bytes.windows(9).position(|part| part == b"{\"nonce\":");
                assert!(found.is_none(), "the nonce: {}", String::from_utf8_lossy(&bytes[found.unwrap()..][..60]));
            }
        }
    }
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
