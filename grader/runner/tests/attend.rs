//! Programs that are attended until they end.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "what fails in a test fails the test")]

use std::ffi::OsString;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::ExitStatus;
use std::thread;

use grader_runner::attend::attend;
use grader_runner::interrupt::interrupt;

fn shell(script: &str) -> ExitStatus {
    attend(Path::new("/bin/sh"), &["-c".into(), OsString::from(script)]).unwrap()
}

#[test]
fn it_is_told_how_they_ended_and_an_interruption_is_passed_on() {
    assert_eq!(shell("exit 7").code(), Some(7));
    assert_eq!(shell("kill -9 $$").signal(), Some(9));
    assert!(attend(Path::new("/nowhere/program"), &[]).is_err());
    let patient = thread::spawn(|| shell("exec sleep 500"));
    interrupt();
    assert_eq!(patient.join().unwrap().signal(), Some(15));
}
