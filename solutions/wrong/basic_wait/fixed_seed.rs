//! fails: random
//! because: the same seed each time gives the same numbers each time
//! "A generator has to be seeded before every draw."

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    random::seed(42);
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
