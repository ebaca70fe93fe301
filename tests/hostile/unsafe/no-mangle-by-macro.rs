//! Lets a macro write the attribute.

use std::time::Duration;

use crate::random;

macro_rules! export {
    ($how:ident) => {
        #[unsafe($how)]
        pub extern "C" fn write(_descriptor: i32, _from: usize, _length: usize) -> isize {
            0
        }
    };
}

export!(no_mangle);

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
