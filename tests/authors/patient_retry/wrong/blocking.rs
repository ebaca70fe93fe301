//! fails: non-blocking
//! because: std::thread::sleep blocked the whole thread

use std::time::Duration;

pub async fn retry<F: Future<Output = bool>>(first: Duration, mut attempt: impl FnMut(u32) -> F) -> u32 {
    let (mut number, mut delay) = (1, first);
    while !attempt(number).await {
        std::thread::sleep(delay);
        delay *= 2;
        number += 1;
    }
    number
}
