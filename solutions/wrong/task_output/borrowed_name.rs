//! does not compile: E0597
//! "A name is a String."

use std::time::Duration;

use tokio::time::sleep;

pub async fn task(name: &str, seconds: u64) {
    println!("Task {name} starting");
    sleep(Duration::from_secs(seconds)).await;
    println!("Task {name} finished after {seconds} seconds");
}

pub async fn run_tasks() {
    let mut handles = Vec::new();
    for (letter, seconds) in [('A', 2), ('B', 1), ('C', 3)] {
        let name = letter.to_string();
        handles.push(tokio::spawn(task(&name, seconds)));
    }
    for handle in handles {
        handle.await.unwrap();
    }
}
