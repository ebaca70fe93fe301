//! Processes under limits, with the shell as the program.

#![expect(clippy::unwrap_used, reason = "what fails in a test fails the test")]

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::Duration;

use grader_runner::process::{self, Command, Exit, Talk};
use grader_runner::{Policy, RunError};

const POLICY: Policy = Policy {
    cpu: Duration::from_secs(10),
    wall: Duration::from_secs(60),
    memory: 1 << 30,
    file_size: 1 << 20,
    open_files: 64,
    threads: 64,
    output: 1000,
    trace: 1000,
    sandbox: None,
};

fn shell(script: &str) -> Command {
    Command {
        program: PathBuf::from("/bin/sh"),
        args: vec!["-c".into(), script.into()],
        folder: std::env::temp_dir(),
        env: vec![("PATH".into(), "/usr/bin:/bin".into())],
    }
}

fn run(policy: &Policy, script: &str) -> Exit {
    process::run(policy, &shell(script)).unwrap()
}

#[test]
fn tells_how_it_ended_and_what_it_printed() {
    let exit = run(&POLICY, "echo out; echo err >&2; exit 3");
    assert_eq!(exit.status.code(), Some(3));
    assert_eq!((exit.stdout.text(), exit.stderr.text()), ("out\n".into(), "err\n".into()));
}

#[test]
fn gives_exactly_the_environment_that_was_asked_for() {
    let exit = run(&POLICY, "/usr/bin/env");
    let names: Vec<_> =
        exit.stdout.text().lines().filter_map(|line| Some(line.split_once('=')?.0.to_owned())).collect();
    // The shell adds some of its own.
    assert!(
        names.iter().all(|name| ["PATH", "PWD", "SHLVL", "_", "OLDPWD"].contains(&name.as_str())),
        "{names:?}"
    );
}

#[test]
fn keeps_the_first_bytes_of_a_flood_and_lets_it_finish() {
    let exit =
        run(&POLICY, "i=0; while [ $i -lt 20000 ]; do echo 0123456789; i=$((i+1)); done; echo last >&2");
    assert!(exit.status.success());
    assert_eq!(exit.stdout.bytes.len(), 1000);
    assert!(exit.stdout.cut && !exit.stderr.cut);
    assert_eq!(exit.stderr.text(), "last\n");
}

#[test]
fn ends_what_uses_up_its_processor_time() {
    let policy = Policy { cpu: Duration::from_millis(500), ..POLICY };
    let exit = run(&policy, "while :; do :; done");
    assert!(exit.ran_out_of_cpu(&policy), "{exit:?}");
}

#[test]
fn ends_what_ignores_the_signal_of_the_processor_limit() {
    let policy = Policy { cpu: Duration::from_secs(1), ..POLICY };
    let exit = run(&policy, "trap '' XCPU; while :; do :; done");
    assert!(exit.ran_out_of_cpu(&policy), "{exit:?}");
}

#[test]
fn real_time_alone_is_an_error() {
    let policy = Policy { wall: Duration::from_millis(50), ..POLICY };
    let error = process::run(&policy, &shell("sleep 1000")).unwrap_err();
    assert!(matches!(error, RunError::TooSlow { .. }), "{error}");
}

#[test]
fn kills_what_a_process_leaves_behind() {
    let exit = run(&POLICY, "sleep 1000 & echo $!");
    let left: u32 = exit.stdout.text().trim().parse().unwrap();
    // A kill is carried out when the process next runs: soon, not at once.
    let gone = (0..100_000).any(|_| {
        let stat = std::fs::read_to_string(format!("/proc/{left}/stat")).unwrap_or_default();
        stat.rsplit_once(") ").is_none_or(|(_, rest)| rest.starts_with('Z'))
    });
    assert!(gone, "the process left behind lives on");
}

/// Sends this to a program that is run to its end, and hears what the policy allows.
fn talk(program: &Command, down: &[u8]) -> (Exit, Vec<u8>) {
    let mut heard = Vec::new();
    let mut up = |bytes: &[u8]| {
        heard.extend_from_slice(bytes);
        if heard.len() as u64 > POLICY.trace { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let exit = process::run_with_channel(&POLICY, program, Talk { down, up: &mut up }).unwrap();
    (exit, heard)
}

#[test]
fn talks_over_its_standard_input() {
    let (exit, heard) = talk(&shell("read line; echo \"heard $line\" >&0"), b"hello\n");
    assert_eq!(heard, b"heard hello\n");
    assert!(exit.status.success() && !exit.said_enough);
}

#[test]
fn sends_more_than_a_socket_holds() {
    let (exit, _) = talk(&shell("head -c 1048576 | wc -c"), &[b'x'; 1 << 20]);
    assert_eq!(exit.stdout.text().trim(), "1048576");
}

#[test]
fn who_prints_without_end_does_not_keep_the_grader() {
    let policy = Policy { wall: Duration::from_millis(200), ..POLICY };
    let result = process::run(&policy, &shell("yes"));
    assert!(matches!(result, Err(RunError::TooSlow { .. })), "{result:?}");
}

#[test]
fn ends_who_says_too_much() {
    let (exit, _) = talk(&shell("yes >&0"), b"");
    assert!(exit.said_enough && !exit.status.success());
}

#[test]
fn a_program_that_is_not_there_is_an_error() {
    let command = Command { program: "/nowhere/program".into(), ..shell("") };
    assert!(matches!(process::run(&POLICY, &command), Err(RunError::Start { .. })));
}
