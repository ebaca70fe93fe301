//! Reads what rustc writes with `--error-format=json`.

use grader_trace::Location;
use serde::Deserialize;

use super::{Diagnostic, Note, Span};

#[derive(Deserialize)]
struct Line {
    message: String,
    code: Option<Code>,
    level: String,
    spans: Vec<Place>,
    #[serde(default)]
    children: Vec<Child>,
    rendered: Option<String>,
}

#[derive(Deserialize)]
struct Code {
    code: String,
}

#[derive(Deserialize)]
struct Child {
    message: String,
    spans: Vec<Place>,
}

#[derive(Deserialize)]
struct Place {
    file_name: String,
    line_start: u32,
    is_primary: bool,
    label: Option<String>,
}

impl From<Place> for Span {
    fn from(place: Place) -> Self {
        Self { location: Location::new(place.file_name, place.line_start), label: place.label }
    }
}

/// The message on a line, unless it is none about the source.
pub fn read(line: &str) -> Option<Diagnostic> {
    let line: Line = serde_json::from_str(line).ok()?;
    let is_error = line.level.starts_with("error");
    // "aborting due to 2 previous errors" says nothing of its own.
    let counts = (is_error && !line.message.starts_with("aborting due to")) || line.level == "warning";
    let primary = line.spans.into_iter().find(|span| span.is_primary).map(Span::from);
    let (label, location) = primary.map_or((None, None), |span| (span.label, Some(span.location)));
    counts.then(|| Diagnostic {
        code: line.code.map(|code| code.code),
        is_error,
        message: line.message,
        label,
        location,
        rendered: line.rendered.unwrap_or_default(),
        notes: line.children.into_iter().map(note).collect(),
    })
}

fn note(child: Child) -> Note {
    // Stable: of two that are alike in this, the first one stays the first.
    let mut spans = child.spans;
    spans.sort_by_key(|span| !span.is_primary);
    Note { message: child.message, spans: spans.into_iter().map(Span::from).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What rustc says of a guard that is held across an `.await`, shortened.
    const NOT_SEND: &str = r#"{"$message_type":"diagnostic","message":"future cannot be sent between threads safely","code":null,"level":"error","spans":[{"file_name":"s.rs","byte_start":43,"byte_end":90,"line_start":3,"line_end":3,"column_start":10,"column_end":57,"is_primary":true,"text":[],"label":"future returned by `deposit` is not `Send`","suggested_replacement":null,"suggestion_applicability":null,"expansion":null}],"children":[{"message":"future is not `Send` as this value is used across an await","code":null,"level":"note","spans":[{"file_name":"src/a.rs","line_start":14,"is_primary":false,"label":"has type `std::sync::MutexGuard<'_, u64>` which is not `Send`"},{"file_name":"src/a.rs","line_start":15,"is_primary":true,"label":"await occurs here, with `mut total` maybe used later"}],"children":[],"rendered":null}],"rendered":"error: future cannot be sent\n"}"#;

    #[test]
    fn a_message_is_read_with_its_notes() {
        let error = read(NOT_SEND).unwrap();
        assert!(error.is_error && error.code.is_none());
        assert_eq!(
            error.words(),
            "future cannot be sent between threads safely: future returned by `deposit` is not `Send`"
        );
        assert_eq!(error.location, Some(Location::new("s.rs", 3)));
        let lines: Vec<_> = error.notes[0].spans.iter().map(|span| span.location.to_string()).collect();
        assert_eq!(lines, ["src/a.rs:15", "src/a.rs:14"]);
    }

    #[test]
    fn what_is_no_message_about_the_source_is_passed_over() {
        let counts =
            r#"{"message":"aborting due to 2 previous errors","code":null,"level":"error","spans":[]}"#;
        let note = r#"{"message":"see elsewhere","code":null,"level":"failure-note","spans":[]}"#;
        for line in [counts, note, "error: could not start", "{}", ""] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
