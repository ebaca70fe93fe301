//! Each task says through a channel that it is done.

use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::sleep;
struct Job {
    name: &'static str,
    seconds: u64,
}
impl Job {
    async fn run(self, done: mpsc::Sender<()>) {
        task(self.name, self.seconds).await;
        done.send(()).await.expect("somebody listens");
    }
}
pub async fn task(name: &str, seconds: u64) {
    println!("Task {name} starting");
    sleep(Duration::from_secs(seconds)).await;
    println!("Task {name} finished after {seconds} seconds");
}
pub async fn run_tasks() {
    let (tx, mut rx) = mpsc::channel(3);
    for job in [Job { name: "A", seconds: 2 }, Job { name: "B", seconds: 1 }, Job { name: "C", seconds: 3 }] {
        tokio::spawn(job.run(tx.clone()));
    }
    drop(tx);
    while rx.recv().await.is_some() {}
}
