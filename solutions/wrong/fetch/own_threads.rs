//! fails: in-order, failures, at-once, once-each, non-blocking
//! because: the call panicked

use futures::executor::block_on;

use crate::http::{Client, FetchError};

pub async fn fetch_url(client: &Client, url: &str) -> Result<String, FetchError> {
    client.get(url).send().await?.error_for_status()?.text().await
}

pub async fn fetch_all(client: &Client, urls: &[String]) -> Vec<Result<String, FetchError>> {
    let mut tasks = Vec::new();
    for url in urls.iter().cloned() {
        let client = client.clone();
        tasks.push(std::thread::spawn(move || block_on(fetch_url(&client, &url))));
    }
    tasks.into_iter().map(|task| task.join().unwrap()).collect()
}
