//! Answers with something that only becomes a future.

use std::pin::Pin;
use std::time::Duration;

use crate::random;

#[allow(non_camel_case_types)]
pub struct wait_random(pub Duration);

impl IntoFuture for wait_random {
    type Output = Duration;
    type IntoFuture = Pin<Box<dyn Future<Output = Duration>>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let delay = Duration::from_secs_f64(random::uniform(0.0, self.0.as_secs_f64()));
            tokio::time::sleep(delay).await;
            delay
        })
    }
}
