//! Makes 2^20 instances of a generic function.

use std::time::Duration;

use crate::random;

struct S;
struct L<T>(T);
struct R<T>(T);

trait Depth {
    const DEPTH: u64;
}

impl Depth for S {
    const DEPTH: u64 = 0;
}

impl<T: Depth> Depth for L<T> {
    const DEPTH: u64 = T::DEPTH + 1;
}

impl<T: Depth> Depth for R<T> {
    const DEPTH: u64 = T::DEPTH + 1;
}

fn split<T: Depth>(left: u64, n: u64) -> u64 {
    if left == 0 { T::DEPTH ^ n } else { split::<L<T>>(left - 1, n) + split::<R<T>>(left - 1, n) }
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    println!("{}", split::<S>(20, max_delay.as_secs()));
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
