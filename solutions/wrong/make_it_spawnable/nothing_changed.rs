//! fails: greet-spawns, deposit-spawns, deposit-as-before, spawns-tasks
//! because: its type, `std::sync::MutexGuard<'_, u64>`, has to stay on its thread

use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::task::LocalSet;
use tokio::time::sleep;

pub async fn greet(name: String) -> String {
    let name = Rc::new(name);
    sleep(Duration::from_secs(1)).await;
    println!("Hello, {name}!");
    name.to_string()
}

pub async fn deposit(total: Arc<Mutex<u64>>, amount: u64) -> u64 {
    let mut total = total.lock().unwrap();
    sleep(Duration::from_secs(1)).await;
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
