//! Own threads fill places, and ring.

use crate::blocking::slow_hash;
use std::sync::{Arc, Mutex};
use tokio::sync::Notify;
pub async fn hash_all(inputs: Vec<String>) -> Vec<u64> {
    let slots = Arc::new(Mutex::new(vec![None; inputs.len()]));
    let notify = Arc::new(Notify::new());
    for (i, t) in inputs.into_iter().enumerate() {
        let (slots, notify) = (slots.clone(), notify.clone());
        std::thread::spawn(move || {
            let h = slow_hash(&t);
            slots.lock().unwrap()[i] = Some(h);
            notify.notify_one();
        });
    }
    loop {
        if let Some(done) = slots.lock().unwrap().iter().copied().collect::<Option<Vec<u64>>>() {
            return done;
        }
        notify.notified().await;
    }
}
