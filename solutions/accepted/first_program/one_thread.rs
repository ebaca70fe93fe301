//! A runtime on this thread alone.

#[tokio::main(flavor = "current_thread")]
async fn main() {
    tokio::time::sleep(std::time::Duration::from_millis(2000)).await;
    println!("2 seconds have passed!");
}
