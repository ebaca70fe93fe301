//! A student's function with another signature, called as a course's driver calls it: on a line
//! of its own, so that the error says which call does not fit.

mod basic_wait {
    use std::time::Duration;

    pub async fn wait_random(max_delay: f64) -> f64 {
        tokio::time::sleep(Duration::from_secs_f64(max_delay)).await;
        max_delay
    }
}

use ::std::time::Duration;

static SCENARIOS: &[::grader_harness::Scenario] = &[
    ::grader_harness::Scenario::Call { id: "basic_wait::takes", run: |inputs| {
        let max: Duration = inputs.get("max");
        ::std::boxed::Box::pin(async move {
            let output: f64 = basic_wait::wait_random(max).await; //~ E0308
            ::grader_harness::value(output)
        })
    } },
    ::grader_harness::Scenario::Call { id: "basic_wait::returns", run: |inputs| {
        let max: f64 = inputs.get("max");
        ::std::boxed::Box::pin(async move {
            let output: Duration = basic_wait::wait_random(max).await; //~ E0308
            ::grader_harness::value(output)
        })
    } },
];

pub fn main() -> ::std::process::ExitCode {
    ::grader_harness::drive(&["src/basic_wait.rs"], SCENARIOS)
}
