//! What `#[tokio::main]` stands for, written out.

use std::error::Error;
use std::time::Duration;

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(wait());
    println!("2 seconds have passed!");
    Ok(())
}

async fn wait() {
    tokio::time::sleep(Duration::from_secs(2)).await;
}
