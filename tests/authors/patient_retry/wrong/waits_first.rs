//! fails: at-once, growing
//! "First I wait, then I try."

use std::time::Duration;

pub async fn retry<F: Future<Output = bool>>(first: Duration, mut attempt: impl FnMut(u32) -> F) -> u32 {
    let (mut number, mut delay) = (1, first);
    loop {
        tokio::time::sleep(delay).await;
        if attempt(number).await {
            return number;
        }
        delay *= 2;
        number += 1;
    }
}
