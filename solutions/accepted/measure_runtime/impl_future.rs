//! A plain function that returns a future. The clock starts when it is first polled.

use std::time::{Duration, Instant};

use futures::FutureExt;

use crate::multiple_coroutines::wait_n;

pub fn measure_time(n: usize, max_delay: Duration) -> impl Future<Output = Duration> {
    async { Instant::now() }.then(move |start| {
        wait_n(n, max_delay).map(move |_| start.elapsed().checked_div(n as u32).unwrap_or_default())
    })
}
