//! An `Rc` may be there, as long as it is gone before the `.await`.

use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::time::sleep;

pub async fn greet(name: String) -> String {
    let line = {
        let name = Rc::new(&name);
        format!("Hello, {name}!")
    };
    sleep(Duration::from_secs(1)).await;
    println!("{line}");
    name
}

pub async fn deposit(total: Arc<Mutex<u64>>, amount: u64) -> u64 {
    sleep(Duration::from_secs(1)).await;
    let mut total = total.lock().unwrap();
    *total += amount;
    *total
}

pub async fn greet_all(names: &[String]) -> Vec<String> {
    let names = names.to_vec();
    let mut tasks = Vec::new();
    for name in names {
        tasks.push(tokio::spawn(async move { greet(name).await }));
    }
    let mut greeted = Vec::with_capacity(tasks.len());
    for task in tasks {
        greeted.push(task.await.unwrap());
    }
    greeted
}
