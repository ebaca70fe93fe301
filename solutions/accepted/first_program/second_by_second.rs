//! Waits for one second after the other.

use std::process::ExitCode;
use std::time::Duration;

use tokio::time::interval;

const SECONDS: u32 = 2;

#[tokio::main]
async fn main() -> ExitCode {
    let mut ticks = interval(Duration::from_secs(1));
    for _ in 0..=SECONDS {
        ticks.tick().await;
    }
    println!("{SECONDS} seconds have passed!");
    ExitCode::SUCCESS
}
