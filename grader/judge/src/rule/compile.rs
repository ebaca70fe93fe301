//! `compile`: what the compiler says of a piece of code that uses the exercise's functions.

mod sending;

use grader_trace::Location;

use super::{Compile, Outcome};
use crate::cause::Cause;
use crate::diagnostic::{Diagnostic, advice};
use crate::escape::escape;
use crate::evidence::Evidence;
use crate::misfit;
use crate::report::Finding;

/// What is wrong with the compiler's answer, which is that the code has these errors.
pub(crate) fn check(rule: &Compile, errors: &[Diagnostic], evidence: &Evidence<'_>) -> Option<Finding> {
    match (&rule.outcome, errors.first()) {
        (Outcome::Accepted, Some(error)) => Some(refused(rule, error, errors, evidence)),
        (Outcome::Rejected { with }, error) if !errors.iter().any(|error| is_of(error, with)) => {
            Some(not_refused(rule, with, error, errors, evidence))
        }
        (Outcome::Accepted, None) | (Outcome::Rejected { .. }, _) => None,
    }
}

/// Whether this is the error: by its code, or by words of its message where it has none.
fn is_of(error: &Diagnostic, with: &str) -> bool {
    error.code.as_deref() == Some(with) || error.message.contains(with)
}

/// Code that was to be accepted, and is not.
fn refused(rule: &Compile, error: &Diagnostic, errors: &[Diagnostic], evidence: &Evidence<'_>) -> Finding {
    if is_misfit(error) {
        return misfit::of_call(evidence, &rule.code, errors, || wanted(rule));
    }
    let mut finding = Finding {
        expected: Some(wanted(rule)),
        observed: Some(format!("rustc refuses it: {}", said(error))),
        ..Finding::default()
    };
    if let Some(cause) = sending::cause(error, evidence).or_else(|| usual(error, evidence)) {
        cause.attach(&mut finding);
    }
    finding
}

/// Code that was to be refused for one reason, and is accepted, or is refused for another.
fn not_refused(
    rule: &Compile,
    with: &str,
    error: Option<&Diagnostic>,
    errors: &[Diagnostic],
    evidence: &Evidence<'_>,
) -> Finding {
    let expected = format!("rustc to refuse {}, with {with}", quoted(&rule.code));
    match error {
        Some(error) if is_misfit(error) => misfit::of_call(evidence, &rule.code, errors, || expected),
        Some(error) => Finding {
            expected: Some(expected),
            observed: Some(format!("it refuses it for another reason: {}", said(error))),
            location: place(error, evidence).map(ToString::to_string),
            ..Finding::default()
        },
        None => Finding {
            expected: Some(expected),
            observed: Some("it compiles".to_owned()),
            ..Finding::default()
        },
    }
}

/// Whether the code does not even go together with the functions: another name, or another signature.
fn is_misfit(error: &Diagnostic) -> bool {
    let codes = ["E0061", "E0308", "E0423", "E0425", "E0433", "E0599", "E0603"];
    error.code.as_deref().is_some_and(|code| codes.contains(&code))
}

fn wanted(rule: &Compile) -> String {
    format!("this to compile: {}", quoted(&rule.code))
}

fn quoted(code: &str) -> String {
    let on_one_line = code.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("`{}`", on_one_line.trim_end_matches(';'))
}

/// The compiler's words and the code.
fn said(error: &Diagnostic) -> String {
    let code = error.code.as_ref().map_or_else(String::new, |code| format!(" ({code})"));
    format!("{}{code}", escape(&error.words()))
}

/// What there is to say of a usual mistake.
fn usual(error: &Diagnostic, evidence: &Evidence<'_>) -> Option<Cause> {
    let location = place(error, evidence).cloned();
    let text = advice(error).map(str::to_owned);
    text.or_else(|| location.as_ref().map(|_| "this is what it is about".to_owned()))
        .map(|text| Cause { text, location })
}

/// The first of the student's lines that the compiler points at.
fn place<'a>(error: &'a Diagnostic, evidence: &Evidence<'_>) -> Option<&'a Location> {
    let notes = error.notes.iter().flat_map(|note| &note.spans).map(|span| &span.location);
    let mut all = error.location.iter().chain(notes);
    all.find(|location| is_own(location, evidence))
}

/// Whether a line is the student's: lines of a reference are never shown.
fn is_own(location: &Location, evidence: &Evidence<'_>) -> bool {
    location.file == evidence.exercise.file || evidence.own_files.contains(&location.file)
}

#[cfg(test)]
mod tests;
