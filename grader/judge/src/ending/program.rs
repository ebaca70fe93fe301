//! What there is to say besides where it was a program that ended, and not a call.

use grader_trace::{Ending, EventKind, Stream};

use crate::escape::escape;
use crate::report::Finding;
use crate::run::Run;

/// What is told of a program, from what would be told of a call.
pub(super) fn told(finding: Finding, run: Run<'_>) -> Finding {
    let expected = Some("the program to end by itself, with exit code 0".to_owned());
    let mut finding = Finding { expected, ..finding };
    if let Ending::Exited { code } = run.trace.ending {
        finding.observed = Some(format!("the program ended with exit code {code}"));
        finding.detail = Some(format!("exit code {code}"));
        finding.cause = Some(why(run));
    }
    finding
}

/// Why a program had another exit code than 0.
fn why(run: Run<'_>) -> String {
    if run.trace.events.iter().any(|event| matches!(event.kind, EventKind::Quit)) {
        return "the code ends the program with this code itself".to_owned();
    }
    let error = run.trace.events.iter().rev().find_map(|event| match &event.kind {
        EventKind::Print { stream: Stream::Stderr, line } if line.starts_with("Error: ") => Some(line),
        _ => None,
    });
    match error {
        Some(line) => format!("`main` returned an error: {}", escape(&line["Error: ".len()..])),
        None => "`main` returned this code".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use grader_trace::Limits;

    use super::*;
    use crate::ending::check;
    use crate::sample::{evidence, exercise, ms, n_max, trace};
    use grader_trace::{Trace, Value, wire::Case};

    fn found(trace: &Trace) -> Finding {
        let mut exercise = exercise(Vec::new());
        exercise.file = "src/bin/multiple.rs".to_owned();
        let evidence = evidence(&exercise, "", Vec::new());
        let case = Case { seed: 0, inputs: n_max(5, 10_000), order: None };
        check(Run { evidence: &evidence, names: None, case: &case, trace }, &Limits::default()).unwrap()
    }

    #[test]
    fn a_program_is_no_call() {
        let stuck = Ending::Stuck { since: ms(3200), waiting: Vec::new() };
        let finding = found(&trace().ends(stuck).done());
        assert_eq!(finding.expected.as_deref(), Some("the program to end by itself, with exit code 0"));
        let observed = finding.observed.map(|text| crate::words::of_program(&text));
        assert_eq!(
            observed.as_deref(),
            Some("the program was stuck: from 3.2 s on nothing could ever wake it")
        );
    }

    #[test]
    fn an_exit_code_is_told_with_its_reason() {
        let exited = |events: &[EventKind]| {
            let mut trace = trace().ends(Ending::Exited { code: 1 }).done();
            trace.value = Some(Value::Int(1));
            trace.events = events.iter().map(|kind| event(kind.clone())).collect();
            found(&trace)
        };
        fn event(kind: EventKind) -> grader_trace::Event {
            grader_trace::Event {
                at: ms(0).into(),
                task: grader_trace::TaskId::ROOT,
                kind,
                places: grader_trace::Places::default(),
            }
        }
        let print = EventKind::Print { stream: Stream::Stderr, line: "Error: \"no luck\"".into() };
        for (events, cause) in [
            (vec![], "`main` returned this code"),
            (vec![print], "`main` returned an error: \"no luck\""),
            (vec![EventKind::Quit], "the code ends the program with this code itself"),
        ] {
            let finding = exited(&events);
            assert_eq!(finding.observed.as_deref(), Some("the program ended with exit code 1"));
            assert_eq!(finding.cause.as_deref(), Some(cause));
        }
    }
}
