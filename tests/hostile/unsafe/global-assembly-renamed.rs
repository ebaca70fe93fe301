//! Imports the macro under another name.

use std::time::Duration;

use crate::random;

use std::arch::global_asm as note;

note!(".globl exit", "exit: jmp exit");

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
