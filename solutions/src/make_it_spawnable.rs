//! Reference answer to `make_it_spawnable`.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::time::sleep;

/// Greets somebody after a second, and returns the name.
#[expect(clippy::print_stdout, reason = "that is what is asked for")]
pub async fn greet(name: String) -> String {
    sleep(Duration::from_secs(1)).await;
    println!("Hello, {name}!");
    name
}

/// Adds an amount to a total, after the second that the bank takes to agree.
/// Returns the new total.
pub async fn deposit(total: Arc<Mutex<u64>>, amount: u64) -> u64 {
    sleep(Duration::from_secs(1)).await;
    let mut total = total.lock().expect("nobody panics with the lock");
    *total += amount;
    *total
}

/// Spawns [`greet`] for all names at the same time, and returns the names in
/// their order, as the tasks give them back.
pub async fn greet_all(names: &[String]) -> Vec<String> {
    let tasks: Vec<_> = names.iter().map(|name| tokio::spawn(greet(name.clone()))).collect();
    let mut greeted = Vec::new();
    for task in tasks {
        greeted.push(task.await.expect("a greeting does not panic"));
    }
    greeted
}
