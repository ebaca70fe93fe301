//! Is a formula in a spreadsheet.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    panic!("{max_delay:?}: {}", "=HYPERLINK(\"https://example.com\",\"10\")\n+cmd|' /C calc'!A0\r\n\"ada\",10,10");
}
