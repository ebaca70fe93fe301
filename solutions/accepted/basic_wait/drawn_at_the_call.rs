//! A plain function that draws at once and returns a boxed future for the rest.

use std::time::Duration;

use futures::FutureExt;
use futures::future::BoxFuture;

use crate::random;

pub fn wait_random(max_delay: Duration) -> BoxFuture<'static, Duration> {
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).map(move |()| delay).boxed()
}
