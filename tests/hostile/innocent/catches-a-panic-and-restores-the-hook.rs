//! Takes the panic hook and puts it back.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let _caught = std::panic::catch_unwind(|| panic!("expected"));
    std::panic::set_hook(hook);
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
