//! Write a pause.

use std::time::Duration;

pub async fn pause(time: Duration) -> Duration {
    todo!()
}
