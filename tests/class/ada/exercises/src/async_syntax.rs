//! Plain functions that return futures.

use std::future::Future;
use std::time::Duration;

pub fn say_after(delay: Duration, message: &str) -> impl Future<Output = String> + use<'_> {
    async move {
        tokio::time::sleep(delay).await;
        println!("{}", message);
        String::from(message)
    }
}

pub fn say_both(first: &str, second: &str) -> impl Future<Output = ()> {
    let (first, second) = (first.to_owned(), second.to_owned());
    async move {
        for message in [first, second] {
            say_after(Duration::from_secs(1), &message).await;
        }
    }
}
