//! A coroutine, a task or its result taken for the value: Python says so when the code runs.

use std::time::Duration;

use solutions::basic_wait::wait_random;

#[tokio::main]
async fn main() {
    let max = Duration::from_secs(1);
    let _of_a_coroutine: Duration = wait_random(max); //~ E0308
    let _of_a_task: Duration = tokio::spawn(wait_random(max)); //~ E0308
    let _of_its_result: Duration = tokio::spawn(wait_random(max)).await; //~ E0308
}
