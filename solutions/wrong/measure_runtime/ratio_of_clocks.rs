//! fails: average
//! because: the time that the call took, divided by n, 0 s observed 1 s
//! "The quotient of the two times is how long it took."

use std::time::{Duration, SystemTime};

use crate::multiple_coroutines::wait_n;

pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let before = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    wait_n(n, max_delay).await;
    let after = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    Duration::from_secs_f64(after.div_duration_f64(before)).checked_div(n as u32).unwrap_or_default()
}
