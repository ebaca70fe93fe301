//! The first lines of an answer in `wrong/`, which say what must come of it:
//!
//! ```text
//! //! fails: concurrent, no-sort        exactly these checks fail
//! //! does not fit: returns-handle      the same, because a signature is another one
//! //! does not compile: E0425           the error's code, or words of its message
//! //! because: awaited before           the second line: words that stand in what the student reads
//! ```

use std::collections::BTreeSet;

use grader_judge::course::Exercise;

use super::outcome::Outcome;

/// What the first lines say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    /// Nothing where they do not say it.
    pub(super) expected: Option<Outcome>,
    /// Words that a student must read.
    pub(super) because: Option<String>,
    /// What is wrong with the lines, each a sentence with the line's number.
    pub(super) problems: Vec<(usize, String)>,
}

const FAILS: &str = "//! fails:";
const DOES_NOT_FIT: &str = "//! does not fit:";
const DOES_NOT_COMPILE: &str = "//! does not compile:";
const BECAUSE: &str = "//! because:";

/// Reads the first lines of a wrong answer to an exercise.
pub(super) fn read(source: &str, exercise: &Exercise) -> Header {
    let mut problems = misplaced(source);
    let first = source.lines().next().unwrap_or_default();
    let because = source.lines().nth(1).and_then(|line| line.strip_prefix(BECAUSE)).map(words);
    if because.as_deref() == Some("") {
        problems.push((2, "It names no words that the student must read.".to_owned()));
    }
    let mut checks = |text| known_checks(text, exercise, &mut problems);
    let (expected, because) = if let Some(text) = first.strip_prefix(DOES_NOT_COMPILE) {
        if because.is_some() {
            problems.push((2, format!("The compiler's error is the reason: leave out `{BECAUSE}`.")));
        }
        if words(text).is_empty() {
            problems.push((1, "It names no error, such as E0425.".to_owned()));
        }
        (Some(Outcome::CompileError), Some(words(text)))
    } else if let Some(text) = first.strip_prefix(DOES_NOT_FIT) {
        (checks(text).map(Outcome::DoesNotFit), because)
    } else if let Some(text) = first.strip_prefix(FAILS) {
        (checks(text).map(Outcome::Fails), because)
    } else {
        let begin = "A wrong answer has to begin with what comes of it";
        problems.push((1, format!("{begin}: `{FAILS} …`, `{DOES_NOT_FIT} …` or `{DOES_NOT_COMPILE} …`.")));
        (None, because)
    };
    problems.sort();
    Header { expected, because: because.filter(|words| !words.is_empty()), problems }
}

fn words(text: &str) -> String {
    text.trim().to_owned()
}

/// Names of checks between commas, if all are known.
fn known_checks(
    text: &str,
    exercise: &Exercise,
    problems: &mut Vec<(usize, String)>,
) -> Option<BTreeSet<String>> {
    let named: BTreeSet<String> = text.split(',').map(words).filter(|name| !name.is_empty()).collect();
    let known: BTreeSet<&str> = exercise.checks.iter().map(|check| check.id.as_str()).collect();
    let unknown: Vec<_> = named.iter().filter(|name| !known.contains(name.as_str())).collect();
    let all = exercise.checks.iter().map(|check| check.id.as_str()).collect::<Vec<_>>().join(", ");
    if named.is_empty() {
        problems.push((1, format!("It names no check; there are {all}.")));
    }
    for name in &unknown {
        problems.push((1, format!("There is no check `{name}`; there are {all}.")));
    }
    (unknown.is_empty() && !named.is_empty()).then_some(named)
}

/// Lines of the head that count only elsewhere.
fn misplaced(source: &str) -> Vec<(usize, String)> {
    let head = source.lines().take_while(|line| line.starts_with("//!")).enumerate();
    head.filter_map(|(index, line)| {
        let is_first = [FAILS, DOES_NOT_FIT, DOES_NOT_COMPILE].iter().any(|word| line.starts_with(word));
        let wanted = if is_first {
            1
        } else if line.starts_with(BECAUSE) {
            2
        } else {
            return None;
        };
        let told = format!("This counts only in line {wanted}.");
        (index + 1 != wanted).then_some((index + 1, told))
    })
    .collect()
}
