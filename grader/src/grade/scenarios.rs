//! Runs the scenarios of an exercise, some of them at the same time.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use grader_judge::course::{Exercise, Scenario};
use grader_judge::evidence::ScenarioRun;
use grader_runner::sandbox::Cell;
use grader_runner::scenario;
use grader_runner::{Policy, RunError};
use grader_trace::Trace;
use grader_trace::wire::Case;
use tracing::Span;

use crate::build::Program;
use crate::confine;

/// How scenarios are run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner<'a> {
    /// The first seed of each.
    pub(super) seed: u64,
    /// How many are run at once, at most.
    pub(super) threads: NonZero<usize>,
    /// Where they are run.
    pub(super) cell: Option<&'a Arc<Cell>>,
}

/// Runs scenarios. What comes of them does not depend on how many are run at once: they are begun in
/// order, none after one that failed, and the first that failed is told.
pub(super) fn run(
    program: &Program,
    exercise: &Exercise,
    scenarios: &[&Scenario],
    manner: Manner<'_>,
) -> Result<BTreeMap<String, ScenarioRun>, RunError> {
    let next = AtomicUsize::new(0);
    let runs = Mutex::new(BTreeMap::new());
    let of_submission = Span::current();
    let work = || {
        let _told_of = of_submission.enter();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(scenario) = scenarios.get(index) else { break };
            let run = run_one(program, exercise, scenario, manner);
            if run.is_err() {
                next.store(scenarios.len(), Ordering::Relaxed);
            }
            runs.lock().expect("no thread panics with the lock").insert(index, run);
        }
    };
    thread::scope(|scope| {
        for _ in 1..manner.threads.get().min(scenarios.len()) {
            scope.spawn(work);
        }
        work();
    });
    let runs = runs.into_inner().expect("no thread panics with the lock");
    runs.into_iter().map(|(index, run)| Ok((scenarios[index].id.clone(), run?))).collect()
}

/// Runs all cases of a scenario.
fn run_one(
    program: &Program,
    exercise: &Exercise,
    scenario: &Scenario,
    manner: Manner<'_>,
) -> Result<ScenarioRun, RunError> {
    let cases = scenario.cases(manner.seed);
    let traces = run_cases(program, exercise, scenario, &cases, manner)?;
    Ok(ScenarioRun::of(cases, traces))
}

/// Runs these cases of a scenario.
pub(super) fn run_cases(
    program: &Program,
    exercise: &Exercise,
    scenario: &Scenario,
    cases: &[Case],
    manner: Manner<'_>,
) -> Result<Vec<Option<Trace>>, RunError> {
    let Program { driver, outside, .. } = program;
    let id = format!("{}::{}", exercise.id, scenario.id);
    let policy = Policy::running(&scenario.limits)
        .confined(manner.cell.map(|cell| confine::submission(cell, driver.library())));
    let to_run = scenario::Scenario {
        id: &id,
        limits: &scenario.limits,
        heartbeat: scenario.heartbeat,
        outside: outside.contains(&exercise.id),
        cases,
        each_alone: scenario.is_program,
    };
    driver.run(&policy, to_run)
}
