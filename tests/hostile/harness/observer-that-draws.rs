//! Draws again whenever it is told of a draw, three deep.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use crate::random;

static DEPTH: AtomicU32 = AtomicU32::new(0);

pub async fn wait_random(max_delay: Duration) -> Duration {
    course_support::world::observe(Some(|_, _, _| {
        if DEPTH.fetch_add(1, Ordering::Relaxed) % 4 < 3 {
            random::random();
        }
    }));
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
