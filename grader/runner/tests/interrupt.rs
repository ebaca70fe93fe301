//! Ends all that runs, and lets it run again. It is about the whole process, so it is one test.

use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use grader_runner::interrupt::{interrupt, is_interrupted, resume};
use grader_runner::process::{self, Command, Exit};
use grader_runner::{Policy, RunError};

const POLICY: Policy = Policy {
    cpu: Duration::from_secs(10),
    wall: Duration::from_secs(600),
    memory: 1 << 30,
    file_size: 1 << 20,
    open_files: 64,
    threads: 64,
    output: 1000,
    trace: 1000,
    sandbox: None,
};

fn run(script: &str) -> Result<Exit, RunError> {
    let args = vec!["-c".into(), script.into()];
    let env = vec![("PATH".into(), "/usr/bin:/bin".into())];
    let program = PathBuf::from("/bin/sh");
    process::run(&POLICY, &Command { program, args, folder: std::env::temp_dir(), env })
}

#[test]
fn what_is_interrupted_can_be_begun_again() {
    for _ in 0..3 {
        // Whether or not it has begun when it is interrupted.
        let long = thread::spawn(|| run("exec sleep 500"));
        interrupt();
        assert!(matches!(long.join().unwrap(), Err(RunError::Interrupted)));
        assert!(is_interrupted());
        assert!(matches!(run("echo no"), Err(RunError::Interrupted)), "nothing more is started");
        resume();
        assert!(!is_interrupted());
        assert_eq!(run("echo again").unwrap().stdout.text(), "again\n");
    }
}
