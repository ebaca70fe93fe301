//! Is stuck in a function whose name is that of another wait.

use std::time::Duration;

#[allow(non_snake_case)]
#[inline(never)]
fn lock_contended_mpmc_RwLock_Barrier() {
    std::thread::park();
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    lock_contended_mpmc_RwLock_Barrier();
    max_delay
}
