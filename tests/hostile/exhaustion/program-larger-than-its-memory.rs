//! Is a program that needs more memory than it may have, before it begins.

use std::time::Duration;

use crate::random;

use std::mem::MaybeUninit;

type Large = MaybeUninit<[u8; 400 << 20]>;

#[used]
static A: Large = MaybeUninit::uninit();
#[used]
static B: Large = MaybeUninit::uninit();
#[used]
static C: Large = MaybeUninit::uninit();

pub async fn wait_random(max_delay: Duration) -> Duration {
    std::hint::black_box((&A, &B, &C));
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
