//! Has words in comments that may not stand in code.

use std::time::Duration;

use crate::random;

/// Unlike `unsafe` code or `#[path = "…"]`, `include!` and `option_env!` are only words here.
pub struct Documented;

pub async fn wait_random(max_delay: Duration) -> Duration {
    // unsafe { asm!("syscall") } would be cheating, and so would include_str!("/etc/passwd").
    /* #![feature(naked_functions)] #[unsafe(no_mangle)] extern crate libc; env!("HOME") */
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
