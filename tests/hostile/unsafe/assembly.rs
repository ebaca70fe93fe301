//! Makes a system call by itself.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    unsafe { std::arch::asm!("syscall", in("rax") 231, in("rdi") 0) };
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
