use std::cell::Cell;
use std::time::{Duration, SystemTime};

use crate::multiple_coroutines::wait_n;

/// Writes down how long it has lived.
struct StopWatch<'a> {
    start: SystemTime,
    total: &'a Cell<Duration>,
}

impl Drop for StopWatch<'_> {
    fn drop(&mut self) {
        self.total.set(self.start.elapsed().unwrap_or_default());
    }
}

pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let total = Cell::new(Duration::ZERO);
    {
        let _watch = StopWatch { start: SystemTime::now(), total: &total };
        wait_n(n, max_delay).await;
    }
    u32::try_from(n).ok().and_then(|n| total.get().checked_div(n)).unwrap_or(Duration::ZERO)
}
