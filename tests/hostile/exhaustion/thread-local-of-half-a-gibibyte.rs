//! Has a variable of each thread that is half a GiB large, so that no thread can start.

use std::time::Duration;

use crate::random;

use std::cell::Cell;
use std::mem::MaybeUninit;

thread_local! {
    static LARGE: Cell<MaybeUninit<[u8; 500 << 20]>> = const { Cell::new(MaybeUninit::uninit()) };
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    LARGE.with(|it| {
        std::hint::black_box(it);
    });
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
