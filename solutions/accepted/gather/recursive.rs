//! The first delay beside the rest of them.

use futures::future::{BoxFuture, FutureExt};
use std::time::Duration;
use tokio::time::sleep;
fn rest(delays: &[Duration]) -> BoxFuture<'_, Vec<Duration>> {
    async move {
        match delays {
            [] => vec![],
            [first, others @ ..] => {
                let (_, mut tail) = tokio::join!(sleep(*first), rest(others));
                tail.insert(0, *first);
                tail
            }
        }
    }
    .boxed()
}
pub async fn gather_all(delays: Vec<Duration>) -> Vec<Duration> {
    rest(&delays).await
}
