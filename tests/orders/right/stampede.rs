//! A cache that several ask.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use futures::future::join_all;
use tokio::sync::Mutex;

#[derive(Default)]
struct Cache {
    value: Mutex<Option<i64>>,
    fetched: AtomicI64,
}

impl Cache {
    fn fetch(&self) -> i64 {
        self.fetched.fetch_add(1, Ordering::Relaxed);
        7
    }

    async fn get(&self) -> i64 {
        let mut known = self.value.lock().await;
        *known.get_or_insert_with(|| self.fetch())
    }
}

pub async fn answer() -> i64 {
    let cache = Arc::new(Cache::default());
    let get = |cache: Arc<Cache>| async move { cache.get().await };
    join_all((0..3).map(|_| tokio::spawn(get(Arc::clone(&cache))))).await;
    cache.fetched.load(Ordering::Relaxed)
}
