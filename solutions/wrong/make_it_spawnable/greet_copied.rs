//! fails: greet-spawns
//! because: `name` lives across the `.await` in line 13, and its type, `Rc<String>`, has to stay on its thread

use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::time::sleep;

pub async fn greet(name: String) -> String {
    // As it was.
    let name = Rc::new(name);
    sleep(Duration::from_secs(1)).await;
    println!("Hello, {name}!");
    name.to_string()
}

async fn greet_in_a_task(name: String) -> String {
    sleep(Duration::from_secs(1)).await;
    println!("Hello, {name}!");
    name
}

pub async fn deposit(total: Arc<Mutex<u64>>, amount: u64) -> u64 {
    sleep(Duration::from_secs(1)).await;
    let mut total = total.lock().unwrap();
    *total += amount;
    *total
}

pub async fn greet_all(names: &[String]) -> Vec<String> {
    let mut tasks = Vec::new();
    for name in names {
        tasks.push(tokio::spawn(greet_in_a_task(name.clone())));
    }
    let mut greeted = Vec::new();
    for task in tasks {
        greeted.push(task.await.unwrap());
    }
    greeted
}
