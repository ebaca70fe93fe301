//! Texts that come from a submission, in a report.

use serde_json::Value;

/// All strings of a report that hold what could do more than be read. JSON has no lines of theirs, so
/// nobody takes them for commands.
pub(crate) fn unfit(report: &Value) -> Vec<String> {
    match report {
        Value::String(text) => text.lines().filter(|line| acts(line)).map(str::to_owned).collect(),
        Value::Array(values) => values.iter().flat_map(unfit).collect(),
        Value::Object(fields) => fields.values().flat_map(unfit).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}

/// Whether a printed line could do more than be read: to a terminal, to a reader's eyes, or to a
/// platform that takes lines which begin so for commands.
pub(crate) fn is_unfit(line: &str) -> bool {
    acts(line) || line.trim_start().starts_with("::")
}

fn acts(line: &str) -> bool {
    let acts = |char: char| {
        char.is_control()
            || matches!(char, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    line.chars().any(acts)
}
