//! Drivers that say what no driver says, with the shell as the driver.

#![expect(clippy::unwrap_used, reason = "what fails in a test fails the test")]

use std::path::PathBuf;

use grader_runner::process::Command;
use grader_runner::scenario::{Driver, Scenario};
use grader_runner::{Policy, RunError};
use grader_trace::wire::{Case, VERSION};
use grader_trace::{Ending, LimitKind, Limits, Trace};

/// Says a record that stands in the script as it would in a driver.
const SAY: &str = r#"
    read job
    nonce=${job#*\"nonce\":\"}
    nonce=${nonce%%\"*}
    say() { printf '{"nonce":"%s","record":%s}\n' "$nonce" "$1" >&0; }
"#;

/// What comes of two cases.
fn run(script: &str) -> Result<Vec<Option<Trace>>, RunError> {
    run_reaching(true, script)
}

/// What comes of two cases whose calls may reach for what is outside, or should not.
fn run_reaching(outside: bool, script: &str) -> Result<Vec<Option<Trace>>, RunError> {
    let command = Command {
        program: PathBuf::from("/bin/sh"),
        args: vec!["-c".into(), format!("{SAY}{script}").into()],
        folder: std::env::temp_dir(),
        env: vec![("PATH".into(), "/usr/bin:/bin".into())],
    };
    let limits = Limits::default();
    let policy = Policy { trace: 100_000, ..Policy::running(&limits) };
    let cases = [0, 1].map(|seed| Case { seed, inputs: [].into(), order: None });
    let scenario =
        Scenario { id: "a::b", limits: &limits, heartbeat: None, outside, cases: &cases, each_alone: false };
    Driver::new(command, Vec::new()).run(&policy, scenario)
}

/// How the cases ended that have.
fn endings(script: &str) -> Vec<Option<Ending>> {
    run(script).unwrap().into_iter().map(|trace| trace.map(|trace| trace.ending)).collect()
}

const TOO_MUCH: Option<Ending> = Some(Ending::Limit(LimitKind::Trace));

#[test]
fn who_reaches_outside_though_it_should_not_is_run_again_as_one_that_may() {
    let script = r#"
        case $job in *'"outside":false'*) exit 77 ;; esac
        say '{"hello":{"version":VERSION}}'
        for case in 0 1; do
            say '{"begin":{"case":'$case'}}'
            say '{"end":{"case":'$case',"ending":"returned","value":null,"elapsed":0,"unfinished":0}}'
        done
        say '"done"'
    "#
    .replace("VERSION", &VERSION.to_string());
    for outside in [false, true] {
        let traces = run_reaching(outside, &script).unwrap();
        assert!(traces.iter().flatten().all(|trace| trace.ending == Ending::Returned), "{traces:?}");
        assert_eq!(traces.iter().flatten().count(), 2);
    }
}

#[test]
fn who_says_too_much_is_ended_for_it() {
    assert_eq!(endings(r#"say '{"begin":{"case":0}}'; yes >&0"#), [TOO_MUCH, None]);
}

#[test]
fn who_says_nonsense_and_then_too_much_is_ended_for_that() {
    assert_eq!(endings(r#"say '{"hello":{"version":0}}'; yes >&0"#), [TOO_MUCH, None]);
}

#[test]
fn nothing_counts_of_who_says_nonsense() {
    let script = r#"
        say '{"begin":{"case":0}}'
        say '{"end":{"case":0,"ending":"returned","value":null,"elapsed":0,"unfinished":0}}'
        say '{"hello":{"version":0}}'
        exit 3
    "#;
    assert_eq!(endings(script), [Some(Ending::Exited { code: 3 }), None]);
}

#[test]
fn who_says_nothing_did_not_start() {
    assert!(matches!(run("exit 0"), Err(RunError::NoStart { .. })));
}
