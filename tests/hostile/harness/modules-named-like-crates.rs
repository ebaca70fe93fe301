//! Has modules named like the crates that the harness uses.

pub mod std {
    pub mod time {
        pub struct Duration;
    }
}

pub mod core {}

pub mod tokio {
    pub mod time {
        pub async fn sleep(_: ::std::time::Duration) {}
    }
}

pub mod grader_harness {
    pub fn value<T>(_: T) {}
}

use ::std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    ::tokio::time::sleep(delay).await;
    delay
}
