//! Fails only when the driver is compiled.

use std::time::Duration;

struct Late<T>(T);

impl<T> Late<T> {
    const FAILS: u8 = panic!("only now");
}

pub async fn wait_random<T: Into<Duration>>(max_delay: T) -> Duration {
    println!("{}", Late::<T>::FAILS);
    max_delay.into()
}
