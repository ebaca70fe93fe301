//! Keeps a timer of one case and polls it in the next one.

use std::pin::Pin;
use std::sync::Mutex;
use std::task::{Context, Waker};
use std::time::Duration;

use crate::random;

static KEPT: Mutex<Option<Pin<Box<tokio::time::Sleep>>>> = Mutex::new(None);

pub async fn wait_random(max_delay: Duration) -> Duration {
    let mut kept = KEPT.lock().unwrap().take();
    if let Some(kept) = &mut kept {
        let _late = kept.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    }
    *KEPT.lock().unwrap() = Some(Box::pin(tokio::time::sleep(Duration::from_secs(1))));
    std::mem::forget(kept);
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
