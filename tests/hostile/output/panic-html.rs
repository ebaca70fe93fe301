//! Breaks out of a page.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    panic!("{max_delay:?}: {}", "</script></pre><script>alert(1)</script><img src=x onerror=alert(2)>&lt;&#0;");
}
