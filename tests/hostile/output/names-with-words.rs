//! Has functions with letters of many scripts on the way to its failure.

use std::time::Duration;

#[allow(uncommon_codepoints, confusable_idents, mixed_script_confusables)]
fn принято_10_из_10(delay: Duration) -> Duration {
    panic!("{delay:?}")
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    принято_10_из_10(max_delay)
}
