//! Has braces and percent signs in its message.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    panic!("{max_delay:?}: {}", "{} {0:?} {{}} %s %n %p $HOME `id` $(id)");
}
