//! `main` returns a `Result`.

use std::error::Error;
use std::io::{self, Write};
use std::time::Duration;
use tokio::time::{Instant, sleep_until};
#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> Result<(), Box<dyn Error>> {
    let end = Instant::now() + Duration::from_secs(2);
    sleep_until(end).await;
    let mut out = io::stdout().lock();
    writeln!(out, "{} seconds have passed!", 2)?;
    Ok(())
}
