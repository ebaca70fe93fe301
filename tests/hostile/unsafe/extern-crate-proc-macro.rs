//! Names the compiler's own library.

use std::time::Duration;

use crate::random;

extern crate proc_macro;

pub async fn wait_random(max_delay: Duration) -> Duration {
    println!("{:?}", proc_macro::TokenStream::new());
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
