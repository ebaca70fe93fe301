//! What rustc says of a student's file, in the student's terms: the compiler's own words first,
//! few of them, then what was asked for.

mod advice;
mod read;

use std::fmt::Write as _;

use grader_trace::Location;

use crate::feedback::labelled;
pub(crate) use advice::advice;
pub use read::read;

/// Errors that are shown; the rest is counted. The first ones cause most of the others.
const SHOWN: usize = 3;

/// One message of the compiler.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Diagnostic {
    /// `E0308`, or the name of a lint.
    pub code: Option<String>,
    /// Whether it keeps the code from compiling.
    pub is_error: bool,
    /// The compiler's words, one line.
    pub message: String,
    /// What it writes under the span: "expected `Vec<Duration>`, found `Duration`".
    pub label: Option<String>,
    /// Where its first primary span lies.
    pub location: Option<Location>,
    /// The compiler's whole text, with snippets, without colours.
    pub rendered: String,
    /// Its notes and helps, one by one.
    pub notes: Vec<Note>,
}

/// What the compiler adds to a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// One line.
    pub message: String,
    /// Where it points to; the first is what it is about.
    pub spans: Vec<Span>,
}

/// A place that the compiler points to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Its first line.
    pub location: Location,
    /// What stands under it.
    pub label: Option<String>,
}

/// Why a student's files do not compile: the first errors with their snippets, each with a
/// sentence of ours where it is a usual one.
pub fn compile_message(errors: &[Diagnostic]) -> String {
    let mut said = Vec::new();
    let mut texts = Vec::new();
    for error in errors.iter().take(SHOWN) {
        let mut text = error.rendered.trim_end().to_owned();
        // One mistake often makes several errors.
        if let Some(advice) = advice(error).filter(|advice| !said.contains(advice)) {
            said.push(advice);
            write!(text, "\n{}", labelled("in short", advice)).expect("writes to memory");
        }
        texts.push(text);
    }
    let mut text = texts.join("\n\n");
    let more = errors.len().saturating_sub(SHOWN);
    if more > 0 {
        let errors = if more == 1 { "error" } else { "errors" };
        write!(text, "\n\n… and {more} more {errors}; mend the first ones first.").expect("writes to memory");
    }
    text
}

impl Diagnostic {
    /// The message and what stands under the span, without saying a thing twice.
    pub(crate) fn words(&self) -> String {
        match &self.label {
            Some(label) if !self.message.contains(label.as_str()) => format!("{}: {label}", self.message),
            _ => self.message.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(message: &str, label: Option<&str>) -> Diagnostic {
        Diagnostic {
            code: Some("E0308".into()),
            is_error: true,
            message: message.into(),
            label: label.map(Into::into),
            location: None,
            rendered: format!("error: {message}\n\n"),
            notes: Vec::new(),
        }
    }

    #[test]
    fn the_first_errors_are_shown_and_the_rest_counted() {
        let errors: Vec<_> = ["one", "two", "three", "four", "five"].map(|text| error(text, None)).to_vec();
        assert_eq!(
            compile_message(&errors),
            "error: one\n\nerror: two\n\nerror: three\n\n… and 2 more errors; mend the first ones first."
        );
        assert_eq!(compile_message(&errors[..1]), "error: one");
    }

    #[test]
    fn a_usual_error_gets_a_sentence_once() {
        let future = error("mismatched types", Some("expected `Duration`, found future"));
        assert_eq!(
            compile_message(&[future.clone(), future]),
            "error: mismatched types\n  \
             in short  Calling an `async fn` gives a future; only `.await` gives its value.\n\n\
             error: mismatched types"
        );
    }
}
