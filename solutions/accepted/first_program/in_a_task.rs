//! A task does the work, and `main` awaits it.

use std::time::Duration;

use tokio::time::sleep;

#[tokio::main]
async fn main() {
    let task = tokio::spawn(async {
        sleep(Duration::from_secs(2)).await;
        println!("2 seconds have passed!");
    });
    task.await.unwrap();
}
