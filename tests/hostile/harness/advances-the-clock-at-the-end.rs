//! Advances the clock when its case is over.

use std::time::Duration;

use crate::random;

struct Late(std::pin::Pin<Box<dyn Future<Output = ()> + Send>>);

impl Drop for Late {
    fn drop(&mut self) {
        if tokio::runtime::Handle::try_current().is_ok() && std::thread::panicking() {
            return;
        }
        let advanced = std::panic::catch_unwind(|| {
            let mut advance = Box::pin(tokio::time::advance(Duration::from_secs(100)));
            let waker = std::task::Waker::noop();
            advance.as_mut().poll(&mut std::task::Context::from_waker(waker)).is_ready()
        });
        drop(advanced);
    }
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    let late = Late(Box::pin(std::future::pending()));
    tokio::spawn(async move {
        let _late = late;
        std::future::pending::<()>().await
    });
    tokio::task::yield_now().await;
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
