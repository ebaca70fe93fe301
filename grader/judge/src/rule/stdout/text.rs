//! Text of a line, with inputs in it as Rust's `format!` has them.

use std::ops::Range;

use grader_trace::Value;

/// The text of a line. `{delay}` in it stands for an input: a length of time is its number of seconds
/// there, such as `2` or `0.5`; `{delay:.1}` has that many digits after the point, and `{delay:?}` is what
/// Rust prints for it, such as `2s`. `{{` and `}}` are braces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    pub(crate) parts: Vec<Part>,
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    Plain(String),
    Input { name: String, format: Format },
}

/// How an input is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// `{n}`.
    Display,
    /// `{n:?}`.
    Debug,
    /// `{n:.2}`.
    Digits(usize),
}

/// The most digits after a point: a number has no more that say anything.
const MOST_DIGITS: usize = 17;

/// What is wrong with the text of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Malformed {
    /// Where, in bytes.
    pub(crate) at: Range<usize>,
    pub(crate) message: String,
    pub(crate) help: &'static str,
}

impl Text {
    /// Reads a text.
    pub(crate) fn parse(text: &str) -> Result<Self, Malformed> {
        let (mut parts, mut plain, mut at) = (Vec::new(), String::new(), 0);
        while let Some(found) = text[at..].find(['{', '}']) {
            let brace = at + found;
            plain.push_str(&text[at..brace]);
            let rest = &text[brace..];
            if rest.starts_with("{{") || rest.starts_with("}}") {
                plain.push_str(&rest[..1]);
                at = brace + 2;
                continue;
            }
            let end = rest.find('}').filter(|_| rest.starts_with('{'));
            let Some(end) = end else { return Err(lonely(brace, rest)) };
            parts.push(Part::Plain(std::mem::take(&mut plain)));
            parts.push(input(&rest[1..end], brace..brace + end + 1)?);
            at = brace + end + 1;
        }
        plain.push_str(&text[at..]);
        parts.push(Part::Plain(plain));
        parts.retain(|part| *part != Part::Plain(String::new()));
        Ok(Self { parts })
    }

    /// The inputs that it holds.
    pub(crate) fn inputs(&self) -> impl Iterator<Item = (&str, Format)> {
        self.parts.iter().filter_map(|part| match part {
            Part::Plain(_) => None,
            Part::Input { name, format } => Some((name.as_str(), *format)),
        })
    }

    /// The text with its inputs filled in; `None` for those that are missing.
    pub(crate) fn fill<'v>(&self, value: impl Fn(&str) -> Option<&'v Value>) -> String {
        let filled = self.parts.iter().map(|part| match part {
            Part::Plain(text) => text.clone(),
            Part::Input { name, format } => {
                value(name).and_then(|value| format.apply(value)).unwrap_or_default()
            }
        });
        filled.collect()
    }
}

fn lonely(brace: usize, rest: &str) -> Malformed {
    let (message, help) = if rest.starts_with('{') {
        ("This brace is never closed.", "Write `{name}` for an input, or `{{` for a brace.")
    } else {
        ("This brace closes nothing.", "Write `}}` for a brace.")
    };
    Malformed { at: brace..brace + 1, message: message.to_owned(), help }
}

fn input(inside: &str, at: Range<usize>) -> Result<Part, Malformed> {
    let (name, format) = inside.split_once(':').unwrap_or((inside, ""));
    let name = name.trim();
    let is_name =
        |name: &str| !name.is_empty() && name.chars().all(|char| char.is_alphanumeric() || char == '_');
    let malformed = |message: &str| Malformed {
        at: at.clone(),
        message: message.to_owned(),
        help: "Write it like `{n}`, `{n:.2}` or `{n:?}`, and `{{` for a brace.",
    };
    if !is_name(name) {
        return Err(malformed("Between braces stands the name of an input."));
    }
    let format = match (format.trim(), format.trim().strip_prefix('.')) {
        ("", _) => Format::Display,
        ("?", _) => Format::Debug,
        (_, Some(digits)) => {
            let digits = digits.parse().ok().filter(|digits| *digits <= MOST_DIGITS);
            Format::Digits(digits.ok_or_else(|| malformed("This is no number of digits up to 17."))?)
        }
        _ => return Err(malformed("Inputs cannot be written in this format.")),
    };
    Ok(Part::Input { name: name.to_owned(), format })
}

impl Format {
    /// A value as it is printed; `None` where Rust has no such format for it.
    pub(crate) fn apply(self, value: &Value) -> Option<String> {
        match self {
            Self::Display => display(value),
            Self::Debug => Some(debug(value)),
            Self::Digits(digits) => Some(format!("{:.digits$}", fraction(value)?)),
        }
    }
}

fn display(value: &Value) -> Option<String> {
    Some(match value {
        Value::Bool(value) => value.to_string(),
        Value::Int(value) => value.to_string(),
        Value::Text(value) => value.clone(),
        Value::Float(_) | Value::Duration(_) => fraction(value)?.to_string(),
        Value::Unit | Value::List(_) | Value::Variant { .. } | Value::Web(_) => return None,
    })
}

fn debug(value: &Value) -> String {
    match value {
        Value::Duration(value) => format!("{value:?}"),
        Value::List(values) => format!("[{}]", values.iter().map(debug).collect::<Vec<_>>().join(", ")),
        Value::Unit
        | Value::Bool(_)
        | Value::Int(_)
        | Value::Float(_)
        | Value::Text(_)
        | Value::Variant { .. }
        | Value::Web(_) => value.to_string(),
    }
}

/// A number that may have digits after the point.
fn fraction(value: &Value) -> Option<f64> {
    match value {
        Value::Float(value) => Some(*value),
        Value::Duration(value) => Some(value.as_secs_f64()),
        Value::Unit
        | Value::Bool(_)
        | Value::Int(_)
        | Value::Text(_)
        | Value::List(_)
        | Value::Variant { .. }
        | Value::Web(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::sample::{inputs, time, times};

    fn filled(text: &str) -> String {
        let inputs = inputs(&[
            ("n", Value::Int(3)),
            ("delay", time(2000)),
            ("short", time(1500)),
            ("who", Value::Text("\"A\"".to_owned())),
            ("share", Value::Float(0.25)),
            ("all", times(&[1000, 200])),
        ]);
        Text::parse(text).unwrap().fill(|name| inputs.get(name))
    }

    #[test]
    fn inputs_are_written_as_rust_writes_them() {
        assert_eq!(filled("Task {n} of {who}"), "Task 3 of \"A\"");
        assert_eq!(filled("{who:?}"), r#""\"A\"""#);
        assert_eq!(filled("{share}, {share:.1}"), "0.25, 0.2");
        assert_eq!(filled("{all:?}"), "[1s, 200ms]");
    }

    #[test]
    fn a_length_of_time_is_its_seconds() {
        assert_eq!(filled("after {delay} seconds"), "after 2 seconds");
        assert_eq!(filled("after {short} seconds"), "after 1.5 seconds");
        assert_eq!(filled("{delay:.1} s, {short:.0}, {short:?}"), "2.0 s, 2, 1.5s");
    }

    #[test]
    fn double_braces_are_braces() {
        assert_eq!(filled("{{n}} = {{{n}}}"), "{n} = {3}");
        assert_eq!(filled(""), "");
    }

    #[test]
    fn what_is_malformed_is_known_by_its_place() {
        let told = |text: &str| {
            let malformed = Text::parse(text).unwrap_err();
            (malformed.at, malformed.message)
        };
        assert_eq!(told("ä {n"), (3..4, "This brace is never closed.".to_owned()));
        assert_eq!(told("n}"), (1..2, "This brace closes nothing.".to_owned()));
        assert_eq!(told("a {} b"), (2..4, "Between braces stands the name of an input.".to_owned()));
        assert_eq!(told("{n:>5}"), (0..6, "Inputs cannot be written in this format.".to_owned()));
        assert_eq!(told("{n:.99}"), (0..7, "This is no number of digits up to 17.".to_owned()));
    }

    #[test]
    fn what_has_no_such_format_is_not_written() {
        assert_eq!(Format::Display.apply(&times(&[1])), None);
        assert_eq!(Format::Digits(1).apply(&Value::Int(3)), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_told_where_it_is_wrong(text in "[{}a:.?0-9ä ]{0,20}") {
            match Text::parse(&text) {
                Ok(read) => drop(read.fill(|_| None)),
                Err(malformed) => prop_assert!(text.get(malformed.at).is_some()),
            }
        }
    }
}
