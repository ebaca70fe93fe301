//! Changes the permissions of its standard output.

use std::time::Duration;

pub async fn wait_random(_max_delay: Duration) -> Duration {
    let done = std::os::fd::AsFd::as_fd(&std::io::stdout()).try_clone_to_owned().and_then(|it| std::fs::File::from(it).set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666)));
    panic!("{done:?}");
}
