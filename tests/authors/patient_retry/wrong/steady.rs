//! fails: growing
//! "Once a second will do."

use std::time::Duration;

pub async fn retry<F: Future<Output = bool>>(first: Duration, mut attempt: impl FnMut(u32) -> F) -> u32 {
    let mut number = 1;
    while !attempt(number).await {
        tokio::time::sleep(first).await;
        number += 1;
    }
    number
}
