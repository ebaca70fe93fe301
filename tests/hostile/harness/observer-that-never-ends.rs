//! Draws again without end whenever it is told of a draw.

use std::time::Duration;

use crate::random;

fn again(_: &str, _: course_support::world::Drawn<'_>, _: &std::panic::Location<'_>) {
    std::hint::black_box(random::random());
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    course_support::world::observe(Some(again));
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
