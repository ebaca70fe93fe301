//! Breaks out of a table and a code block.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    panic!("{max_delay:?}: {}", "` ``` ~~~\n| waits | 4 / 4 |\n\n# accepted\n[click](javascript:alert(1)) @everyone #1 <details>");
}
