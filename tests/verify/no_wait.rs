//! fails: as-long, waits
//! because: no sleep is made during the call
//! "It only has to say how long."

use std::time::Duration;

pub async fn pause(time: Duration) -> Duration {
    time
}
