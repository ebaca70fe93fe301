//! A task that borrows: it may outlive what it borrows from.

use std::time::Duration;

async fn wait_all(delays: &[Duration]) {
    for delay in delays {
        tokio::spawn(tokio::time::sleep(*delay));
    }
    tokio::spawn(async move { println!("{} waits", delays.len()) }); //~ E0521
}

#[tokio::main]
async fn main() {
    let delays = vec![Duration::from_secs(1)];
    tokio::spawn(async { println!("{} waits", delays.len()) }); //~ E0373
    wait_all(&delays).await;
}
