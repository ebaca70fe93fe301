//! Drops a list of a million boxes, each within the other.

use std::time::Duration;

use crate::random;

struct List(#[allow(dead_code)] Option<Box<List>>);

pub async fn wait_random(max_delay: Duration) -> Duration {
    let mut list = List(None);
    for _ in 0..1_000_000 {
        list = List(Some(Box::new(list)));
    }
    drop(std::hint::black_box(list));
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
