//! fails: average
//! because: this is the average of the waits, not the time that passed over n
//! "The average is the sum of all delays over their number."

use std::time::Duration;

use crate::multiple_coroutines::wait_n;

pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let total: Duration = wait_n(n, max_delay).await.into_iter().sum();
    total.checked_div(n as u32).unwrap_or_default()
}
