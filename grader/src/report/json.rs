//! The schemas `grader/report/v1` and `grader/verification/v1`.

use serde::Serialize;

pub(super) fn render(report: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(report).expect("a report is plain data");
    text.push('\n');
    text
}
