//! What rustc says of a student's file, in the student's terms: the compiler's own words first,
//! few of them, then what was asked for.

use std::fmt::Write as _;

use grader_trace::Location;

use crate::course::Scenario;

/// Errors that are shown; the rest is counted. The first ones cause most of the others.
const SHOWN: usize = 3;

/// One message of the compiler.
#[derive(Debug, Clone, PartialEq, Eq)]
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
}

/// Why a student's files do not compile: the first errors with their snippets.
pub fn compile_message(errors: &[Diagnostic]) -> String {
    let mut text =
        errors.iter().take(SHOWN).map(|error| error.rendered.trim_end()).collect::<Vec<_>>().join("\n\n");
    let more = errors.len().saturating_sub(SHOWN);
    if more > 0 {
        let errors = if more == 1 { "error" } else { "errors" };
        write!(text, "\n\n… and {more} more {errors}; mend the first ones first.").expect("writes to memory");
    }
    text
}

/// Why a scenario's call does not fit the student's code: what is called and what it must give,
/// then what the compiler found instead.
pub fn misfit_message(scenario: &Scenario, errors: &[Diagnostic]) -> String {
    let inputs: Vec<_> =
        scenario.inputs.iter().map(|input| format!("`{}: {}`", input.name, input.ty)).collect();
    let with = if inputs.is_empty() { String::new() } else { format!(" with {}", inputs.join(" and ")) };
    let mut text = format!(
        "Your code does not have the signature that was asked for.\n\
         expected  `{}`{with} to give `{}`",
        scenario.call, scenario.output
    );
    for error in errors.iter().take(SHOWN) {
        let code = error.code.as_ref().map_or_else(String::new, |code| format!(" ({code})"));
        write!(text, "\nobserved  {}{code}", words(error)).expect("writes to memory");
    }
    text
}

/// The compiler's message and what it writes under the span, without saying a thing twice.
fn words(error: &Diagnostic) -> String {
    match &error.label {
        Some(label) if !error.message.contains(label.as_str()) => format!("{}: {label}", error.message),
        _ => error.message.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::Input;

    fn error(message: &str, label: Option<&str>) -> Diagnostic {
        Diagnostic {
            code: Some("E0308".into()),
            is_error: true,
            message: message.into(),
            label: label.map(Into::into),
            location: None,
            rendered: format!("error: {message}\n\n"),
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
    fn a_misfit_says_what_was_expected_and_what_was_found() {
        let scenario = Scenario {
            id: "waits".into(),
            call: "a::wait(max).await".into(),
            output: "Duration".into(),
            inputs: vec![Input { name: "max".into(), ty: "Duration".into(), values: vec![] }],
            cases: 1,
            limits: grader_trace::Limits::default(),
        };
        let errors = [error("mismatched types", Some("expected `Duration`, found `f64`"))];
        assert_eq!(
            misfit_message(&scenario, &errors),
            "Your code does not have the signature that was asked for.\n\
             expected  `a::wait(max).await` with `max: Duration` to give `Duration`\n\
             observed  mismatched types: expected `Duration`, found `f64` (E0308)"
        );
    }
}
