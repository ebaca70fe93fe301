//! fails: greet-spawns, spawns-tasks
//! because: `name` lives across the `.await` in line 13, and its type, `Arc<RefCell<String>>`, has to stay on its thread

use std::cell::RefCell;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::task::LocalSet;
use tokio::time::sleep;

pub async fn greet(name: String) -> String {
    let name = Arc::new(RefCell::new(name));
    sleep(Duration::from_secs(1)).await;
    println!("Hello, {}!", name.borrow());
    name.take()
}

pub async fn deposit(total: Arc<Mutex<u64>>, amount: u64) -> u64 {
    sleep(Duration::from_secs(1)).await;
    let mut total = total.lock().unwrap();
    *total += amount;
    *total
}

pub async fn greet_all(names: &[String]) -> Vec<String> {
    let local = LocalSet::new();
    let tasks: Vec<_> = names.iter().map(|name| local.spawn_local(greet(name.clone()))).collect();
    local.await;
    let mut greeted = Vec::new();
    for task in tasks {
        greeted.push(task.await.unwrap());
    }
    greeted
}
