//! Makes statics of more than two GiB, which no linker can reach.

use std::time::Duration;

use crate::random;

use std::mem::MaybeUninit;

type Large = MaybeUninit<[u8; 500 << 20]>;

#[used]
static A: Large = MaybeUninit::uninit();
#[used]
static B: Large = MaybeUninit::uninit();
#[used]
static C: Large = MaybeUninit::uninit();
#[used]
static D: Large = MaybeUninit::uninit();
#[used]
static E: Large = MaybeUninit::uninit();

pub async fn wait_random(max_delay: Duration) -> Duration {
    std::hint::black_box((&A, &B, &C, &D, &E));
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
