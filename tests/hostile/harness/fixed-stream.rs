//! Draws the same numbers in every case, by a stream of its own.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    course_support::world::swap(Some(course_support::world::Stream::from_seed(1)));
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
