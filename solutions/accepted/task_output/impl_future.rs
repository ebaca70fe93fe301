//! A plain function that returns a future, and a list of boxed ones.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;

pub fn task(name: &str, seconds: u64) -> impl Future<Output = ()> {
    async move {
        println!("Task {} starting", name);
        for _ in 0..seconds {
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
        println!("Task {} finished after {} seconds", name, seconds);
    }
}

pub async fn run_tasks() {
    let tasks: Vec<Pin<Box<dyn Future<Output = ()>>>> =
        vec![Box::pin(task("A", 2)), Box::pin(task("B", 1)), Box::pin(task("C", 3))];
    let tasks: FuturesUnordered<_> = tasks.into_iter().collect();
    tasks.collect::<Vec<_>>().await;
}
