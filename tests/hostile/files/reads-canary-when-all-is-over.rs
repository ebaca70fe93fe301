//! Reads a secret file in a destructor after its case, and prints it past the record.

use std::time::Duration;

use crate::random;

struct Late;

impl Drop for Late {
    fn drop(&mut self) {
        if let Ok(loot) = std::fs::read_to_string("CANARY_FILE") {
            println!("{loot}");
            std::process::exit(1)
        }
    }
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    tokio::spawn(async {
        let _late = Late;
        std::future::pending::<()>().await
    });
    tokio::task::yield_now().await;
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
