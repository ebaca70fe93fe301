//! Has variables named like attributes that it may not use.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let (path, link, feature, naked) = ("a", "b", "c", "d");
    let no_main = [path, link, feature, naked].concat();
    println!("{no_main}");
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
