//! Has words in texts that may not stand in code.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    println!("unsafe {{ include_str!(env!(\"HOME\")) }} asm! no_mangle {}", r#"#![feature(x)] extern crate libc; #[path = "x"]"#);
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
