//! The checks of the core exercises as a teacher would write them without virtual time.

use std::time::{Duration, Instant};

use exercises::basic_wait::wait_random;
use exercises::measure_runtime::measure_time;
use exercises::multiple_coroutines::wait_n;
use exercises::tasks::{task_wait_n, task_wait_random};

const MAX: Duration = Duration::from_millis(100);
const TOLERANCE: Duration = Duration::from_millis(20);

fn is_near(one: Duration, other: Duration) -> bool {
    one.abs_diff(other) <= TOLERANCE
}

#[tokio::test]
async fn the_delay_is_the_time_waited() {
    for _ in 0..5 {
        let start = Instant::now();
        let delay = wait_random(MAX).await;
        assert!(delay <= MAX && is_near(start.elapsed(), delay));
    }
}

#[tokio::test]
async fn delays_differ() {
    let mut delays = Vec::new();
    for _ in 0..5 {
        delays.push(wait_random(MAX).await);
    }
    delays.dedup();
    assert!(delays.len() > 1);
}

fn is_right(delays: &[Duration], n: usize, elapsed: Duration) {
    assert_eq!(delays.len(), n);
    assert!(delays.is_sorted());
    assert!(is_near(elapsed, *delays.iter().max().unwrap()));
}

#[tokio::test]
async fn waits_run_at_the_same_time() {
    let start = Instant::now();
    let delays = wait_n(10, MAX).await;
    is_right(&delays, 10, start.elapsed());
}

#[tokio::test]
async fn the_average_is_the_total_by_n() {
    let start = Instant::now();
    let average = measure_time(5, MAX).await;
    assert!(average.abs_diff(start.elapsed() / 5) <= TOLERANCE / 5);
}

#[tokio::test]
async fn the_task_starts_at_once() {
    let start = Instant::now();
    let task = task_wait_random(MAX);
    tokio::time::sleep(MAX).await;
    let delay = task.await.unwrap();
    assert!(delay <= MAX && start.elapsed() <= MAX + TOLERANCE);
}

#[tokio::test]
async fn tasks_run_at_the_same_time() {
    let start = Instant::now();
    let delays = task_wait_n(10, MAX).await;
    is_right(&delays, 10, start.elapsed());
}
