//! An `await` in a function that is not async.

use std::time::Duration;

fn wait() {
    tokio::time::sleep(Duration::from_secs(1)).await; //~ E0728
}

fn main() {
    wait();
}
