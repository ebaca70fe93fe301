//! The delay is worked out from the number.

use std::time::Duration;

pub async fn retry<F: Future<Output = bool>>(first: Duration, mut attempt: impl FnMut(u32) -> F) -> u32 {
    for number in 1.. {
        if attempt(number).await {
            return number;
        }
        tokio::time::sleep(first * 2_u32.pow(number - 1)).await;
    }
    unreachable!("there are enough numbers")
}
