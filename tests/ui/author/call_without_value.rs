//! A call that gives its future something else than data, or no future at all.

use grader_harness::{Scenario, value};

static SCENARIOS: &[Scenario] = &[
    Scenario::Call { id: "exercise::number", run: |_| Box::pin(async { 1 }) }, //~ E0271
    Scenario::Call { id: "exercise::nothing", run: |_| Box::pin(async {}) },   //~ E0271
    Scenario::Call { id: "exercise::no-future", run: |_| value(1) },           //~ E0308
];

fn main() -> std::process::ExitCode {
    grader_harness::drive(&[], SCENARIOS)
}
