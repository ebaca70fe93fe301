//! A future of its own.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time::{Sleep, sleep};
struct Say<'a> {
    sleep: Pin<Box<Sleep>>,
    message: &'a str,
}
impl Future for Say<'_> {
    type Output = String;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<String> {
        match self.sleep.as_mut().poll(cx) {
            Poll::Pending => Poll::Pending,
            Poll::Ready(()) => {
                println!("{}", self.message);
                Poll::Ready(self.message.to_string())
            }
        }
    }
}
pub async fn say_after(delay: Duration, message: &str) -> String {
    Say { sleep: Box::pin(sleep(delay)), message }.await
}
pub async fn say_both(first: &str, second: &str) {
    let one = Duration::from_secs(1);
    say_after(one, first).await;
    say_after(one, second).await;
}
