//! CSV for spreadsheets and gradebooks: a line for each submission, a column for each exercise.
//!
//! Spreadsheets take a cell that begins like a formula for one, and run it: names of submissions are
//! kept from that.

use csv::Writer;
use grader_judge::feedback::points;
use grader_judge::report::{Student, SubmissionReport};

use super::Report;

pub(super) fn render(report: &Report) -> String {
    let mut lines = Writer::from_writer(Vec::new());
    let has_roster = report.submissions.iter().any(|one| one.student.is_some());
    let roster = if has_roster { &["id", "name", "email", "section"][..] } else { &[] };
    let exercises = report.submissions.first().map_or(&[][..], |one| &one.exercises);
    let ids = exercises.iter().map(|exercise| exercise.exercise.clone());
    let mut write =
        |line: Vec<String>| lines.write_record(line).expect("it goes to memory, and all are as long");
    write(
        ["submission"]
            .iter()
            .chain(roster)
            .chain(&["score", "max_score", "percent"])
            .map(|heading| (*heading).to_owned())
            .chain(ids)
            .chain(["not_graded".to_owned()])
            .collect(),
    );
    report.submissions.iter().for_each(|submission| write(line(submission, has_roster)));
    String::from_utf8(lines.into_inner().expect("it goes to memory")).expect("all of it was text")
}

fn line(report: &SubmissionReport, has_roster: bool) -> Vec<String> {
    let percent = if report.max_score > 0.0 { report.score / report.max_score * 100.0 } else { 0.0 };
    let not_graded: Vec<_> = report.errors().map(|exercise| exercise.exercise.as_str()).collect();
    let student = has_roster.then(|| of_roster(report.student.as_ref()));
    let head = [points(report.score), points(report.max_score), points((percent * 10.0).round() / 10.0)];
    let scores = report.exercises.iter().map(|exercise| points(exercise.score));
    let name = harmless(report.submission.for_terminal());
    [name]
        .into_iter()
        .chain(student.into_iter().flatten())
        .chain(head)
        .chain(scores)
        .chain([not_graded.join(" ")])
        .collect()
}

/// Id, name, e-mail address and section; blank where it is nobody's of the roster.
fn of_roster(student: Option<&Student>) -> [String; 4] {
    let Some(Student { id, name, email, section }) = student else { return Default::default() };
    [id, name, email, section]
        .map(|cell| cell.as_ref().map(|cell| harmless(cell.for_terminal())).unwrap_or_default())
}

/// A cell that no spreadsheet takes for a formula.
fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@']) { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use grader_judge::escape::Raw;

    use super::super::sample;
    use super::*;

    #[test]
    fn a_line_for_each_submission() {
        insta::assert_snapshot!(render(&sample::report()));
    }

    #[test]
    fn it_is_read_back_as_it_was_meant() {
        let text = render(&sample::report());
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let lines: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(lines.len(), 2);
        assert_eq!(&lines[1][0], "'=cmd|'/c calc'!A1, \"x\"");
    }

    #[test]
    fn where_there_is_a_roster_it_says_whose_a_submission_is() {
        let mut report = sample::report();
        let (id, name) = (Some(Raw::new("4711")), Some(Raw::new("=Ada, \u{1b}")));
        report.submissions[0].student = Some(Student { id, name, ..Student::default() });
        let text = render(&report);
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[0].starts_with("submission,id,name,email,section,score,"), "{text}");
        assert!(lines[1].starts_with("ada,4711,\"'=Ada, \\u{1b}\",,,4.5,"), "{text}");
    }

    #[test]
    fn a_class_of_nobody_has_a_heading() {
        let nobody = Report { submissions: Vec::new(), ..sample::report() };
        assert_eq!(render(&nobody), "submission,score,max_score,percent,not_graded\n");
    }
}
