//! Numbers, times and values as phrases of feedback.

use std::time::Duration;

use grader_trace::{TaskId, Value};

use crate::escape::escape;

/// A length of time: `6.204 s`.
pub(crate) fn seconds(duration: Duration) -> String {
    Value::Duration(duration).to_string()
}

/// The call itself, or a task by its number.
pub(crate) fn task(task: TaskId) -> String {
    match task {
        TaskId::ROOT => "the call".to_owned(),
        TaskId(number) => format!("task {number}"),
    }
}

/// The same about a program: what is told of calls everywhere is told of it. What is quoted stays.
pub(crate) fn of_program(text: &str) -> String {
    let pieces = text.split('"').enumerate();
    let told = pieces.map(|(index, piece)| match index % 2 {
        0 => piece.replace("the call", "the program"),
        _ => piece.to_owned(),
    });
    told.collect::<Vec<_>>().join("\"")
}

/// A value that a submission may have made.
pub(crate) fn value(value: &Value) -> String {
    if *value == Value::Unit {
        return kind(value).to_owned();
    }
    escape(&value.to_string())
}

/// A URL, which a submission may have made.
pub(crate) fn url(url: &str) -> String {
    escape(url)
}

/// Two values that differ, with as many digits as it takes to see it.
pub(crate) fn apart(one: &Value, other: &Value) -> (String, String) {
    let shown = (value(one), value(other));
    match (one, other) {
        (Value::Duration(one), Value::Duration(other)) if shown.0 == shown.1 => (exact(*one), exact(*other)),
        _ => shown,
    }
}

fn exact(duration: Duration) -> String {
    let digits = format!("{}.{:09}", duration.as_secs(), duration.subsec_nanos());
    format!("{} s", digits.trim_end_matches('0').trim_end_matches('.'))
}

/// What sort of thing a value is, after "which is".
pub(crate) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Unit => "nothing",
        Value::Bool(_) => "a truth value",
        Value::Int(_) => "a whole number",
        Value::Float(number) if number.is_nan() => "not a number",
        Value::Float(_) => "a number",
        Value::Text(_) => "text",
        Value::Duration(_) => "a length of time",
        Value::List(_) => "a list",
        Value::Variant { name, .. } if name == "Ok" || name == "Err" => "a `Result`",
        Value::Variant { .. } => "a value of an enum",
        Value::Web(_) => "a client",
    }
}

/// So many things: `1 wait`, `5 waits`.
pub(crate) fn count(number: usize, thing: &str) -> String {
    if number == 1 { format!("1 {thing}") } else { format!("{number} {thing}s") }
}

/// Names in backticks, as a list.
pub(crate) fn names(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Points without trailing zeros: `0.5`.
pub fn points(points: f64) -> String {
    // A thousandth of a point is finer than any course; sums of tenths are not exact.
    ((points * 1000.0).round() / 1000.0).to_string()
}

/// A number of bytes: `1 GiB`, `1500 bytes`.
pub(crate) fn bytes(bytes: u64) -> String {
    let units = [(1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")];
    match units.into_iter().find(|(size, _)| bytes >= *size && bytes.is_multiple_of(*size)) {
        Some((size, unit)) => format!("{} {unit}", bytes / size),
        None => format!("{bytes} bytes"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_looking_times_are_told_apart() {
        let (one, other) = (Duration::from_nanos(1_000_400_000), Duration::from_secs(1));
        assert_eq!(
            apart(&Value::Duration(one), &Value::Duration(other)),
            ("1.0004 s".to_owned(), "1 s".to_owned())
        );
        let later = Duration::from_millis(2500);
        assert_eq!(
            apart(&Value::Duration(one), &Value::Duration(later)),
            ("1 s".to_owned(), "2.5 s".to_owned())
        );
    }

    #[test]
    fn what_is_told_of_calls_is_told_of_programs() {
        assert_eq!(
            of_program("the call panicked: \"the call failed\" before the call was over"),
            "the program panicked: \"the call failed\" before the program was over"
        );
    }

    #[test]
    fn points_have_no_trailing_zeros() {
        assert_eq!(
            [6.0, 0.5, 0.1 + 0.2, 0.0, -0.0].map(points).map(|text| text.replace('-', "")),
            ["6", "0.5", "0.3", "0", "0"]
        );
    }

    #[test]
    fn counts_are_singular_or_plural() {
        assert_eq!([0, 1, 2].map(|number| count(number, "wait")), ["0 waits", "1 wait", "2 waits"]);
    }

    #[test]
    fn bytes_have_the_largest_whole_unit() {
        assert_eq!([1 << 30, 3 << 20, 1536, 1500].map(bytes), ["1 GiB", "3 MiB", "1536 bytes", "1500 bytes"]);
    }

    #[test]
    fn values_of_a_submission_are_escaped() {
        assert_eq!(value(&Value::Text("\u{1b}[2J".to_owned())), "\"\\u{1b}[2J\"");
        assert_eq!(
            value(&Value::List(vec![Value::Int(1); 1000])).chars().count(),
            crate::escape::LONGEST + 1
        );
    }
}
