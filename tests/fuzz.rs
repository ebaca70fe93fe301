//! Submissions of random bytes, names and shapes: each is taken, refused or missing, and none stops
//! the grader. `PROPTEST_CASES` sets how many of each sort are tried.

mod archives;
mod folders;
mod parts;

use std::path::Path;
use std::sync::LazyLock;

use grader::intake::{self, Handed, Submission};
use grader_judge::course::Course;
use proptest::test_runner::Config;

use crate::setup;

/// The largest file that is taken, in bytes.
const LARGEST_FILE: usize = 1 << 20;

static COURSE: LazyLock<Course> = LazyLock::new(|| setup::course().course);

/// So many cases where nobody asks for more.
fn budget(cases: u32) -> Config {
    let asked = Config::default();
    let is_asked = std::env::var_os("PROPTEST_CASES").is_some();
    Config { cases: if is_asked { asked.cases } else { cases }, failure_persistence: None, ..asked }
}

/// What is found in a path that is there; what was handed in is within bounds.
fn found(path: &Path) -> Vec<Submission> {
    let found = intake::submissions(&COURSE, path).unwrap().submissions;
    let found: Vec<_> = found.iter().map(|located| located.read(&COURSE)).collect();
    for submission in &found {
        assert!(!submission.name.is_empty());
        assert!(submission.files.keys().all(|id| COURSE.exercise(id).is_some()), "{submission:?}");
        submission.files.values().for_each(is_within_bounds);
    }
    found
}

fn is_within_bounds(handed: &Handed) {
    match handed {
        Handed::Text(text) => assert!(text.len() <= LARGEST_FILE),
        Handed::Renamed(name) => assert!(name.to_lowercase().ends_with(".rs"), "{name}"),
        Handed::Refused(why) => assert!(why.ends_with('.'), "{why}"),
        Handed::Unreadable(why) => assert!(why.contains("see that it is there"), "{why}"),
    }
}
