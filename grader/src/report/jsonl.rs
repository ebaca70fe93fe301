//! JSON Lines: a report of the schema `grader/report/v1` for each submission, one a line, so that a
//! class of any size is read piece by piece.

use super::Report;

pub(super) fn render(report: &Report) -> String {
    report
        .each_alone()
        .map(|one| serde_json::to_string(&one).expect("a report is plain data") + "\n")
        .collect()
}
