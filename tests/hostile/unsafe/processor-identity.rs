//! Asks the processor who it is, by an instruction that needs no system call.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    std::hint::black_box(std::arch::x86_64::__cpuid(0));
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
