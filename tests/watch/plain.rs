//! Where it does not write to a terminal.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};

use rustix::process::{Pid, Signal, kill_process};

use super::{NO_WAIT, RIGHT, Student};
use crate::setup;

/// A grader that writes into a pipe.
struct Piped {
    grader: Child,
    lines: BufReader<ChildStdout>,
}

impl Piped {
    fn begin(student: &Student, args: &[&str]) -> Self {
        let mut grader = Command::new(env!("CARGO_BIN_EXE_grader"))
            .arg("watch")
            .args(args)
            .current_dir(student.home.path())
            .env("GRADER_CACHE", setup::cache())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(grader.stdout.take().unwrap());
        Self { grader, lines }
    }

    /// The next result, up to the line that says how much is done.
    fn result(&mut self) -> String {
        let mut result = String::new();
        while !result.lines().last().is_some_and(|line| line.contains(" done, ")) {
            assert!(self.lines.read_line(&mut result).unwrap() > 0, "it ended after\n{result}");
        }
        result
    }
}

impl Drop for Piped {
    fn drop(&mut self) {
        // It has ended, unless the test has failed.
        let _ = self.grader.kill();
        let _ = self.grader.wait();
    }
}

#[test]
fn into_a_pipe_each_result_is_written_in_lines() {
    let student = Student::new();
    let mut piped = Piped::begin(&student, &[]);
    let result = piped.result();
    assert!(result.contains("basic_wait: not started") && result.contains("0 of 2 done"), "{result}");
    student.save("src/basic_wait.rs", NO_WAIT);
    let result = piped.result();
    for words in ["basic_wait: not yet right", "✗ ", "  observed  ", "  hint      "] {
        assert!(result.contains(words), "no `{words}` in\n{result}");
    }
    assert!(!result.contains('\x1b'), "{result}");
    student.save("src/basic_wait.rs", RIGHT);
    let result = piped.result();
    assert!(
        result.contains("multiple_coroutines: not started") && result.contains("1 of 2 done"),
        "{result}"
    );
    kill_process(Pid::from_child(&piped.grader), Signal::TERM).unwrap();
    assert_eq!(piped.grader.wait().unwrap().code(), Some(0));
}

#[test]
fn when_nobody_reads_any_more_it_ends() {
    let student = Student::new();
    let mut piped = Piped::begin(&student, &[]);
    piped.result();
    let (reading, _writing) = std::io::pipe().unwrap();
    let lines = BufReader::new(ChildStdout::from(std::os::fd::OwnedFd::from(reading)));
    drop(std::mem::replace(&mut piped.lines, lines));
    student.save("src/basic_wait.rs", NO_WAIT);
    assert_eq!(piped.grader.wait().unwrap().code(), Some(0));
}

#[test]
fn answers_may_be_elsewhere_than_the_course() {
    let student = Student::new();
    std::fs::create_dir(student.home.path().join("mine")).unwrap();
    std::fs::write(student.home.path().join("mine/basic_wait.rs"), RIGHT).unwrap();
    let mut piped = Piped::begin(&student, &["mine", "--course", "exercises"]);
    let result = piped.result();
    assert!(
        result.contains("multiple_coroutines: not submitted") && result.contains("1 of 2 done"),
        "{result}"
    );
    std::fs::write(student.home.path().join("mine/basic_wait.rs"), NO_WAIT).unwrap();
    let result = piped.result();
    assert!(
        result.contains("basic_wait: not yet right") && result.contains("\nmine/basic_wait.rs\n"),
        "{result}"
    );
}

#[test]
fn without_a_course_it_says_so() {
    let nothing = tempfile::TempDir::new().unwrap();
    let watched = Command::new(env!("CARGO_BIN_EXE_grader"))
        .arg("watch")
        .current_dir(nothing.path())
        .env("GRADER_CACHE", setup::cache())
        .output()
        .unwrap();
    assert_eq!(watched.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&watched.stderr).contains("there is no course here"));
}
