//! A task that keeps an `Rc` while it waits: other tasks may be on other threads.

use std::rc::Rc;
use std::time::Duration;

#[tokio::main]
async fn main() {
    let delay = Rc::new(Duration::from_secs(1));
    tokio::spawn(async move { tokio::time::sleep(*delay).await }); //~ no code
}
