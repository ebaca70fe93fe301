//! What a job of GitHub Actions prints: the text for people, and then commands that mark lines of code.
//!
//! GitHub acts upon lines that begin with `::`. Nothing of a submission begins such a line: text for people
//! has those spelled out, and what goes into a command is escaped as GitHub has it.

use grader_judge::report::{CheckReport, ExerciseReport, Status, SubmissionReport, Verdict};

use super::words::verdict;
use super::{Report, human};

/// GitHub shows so many marks of a kind for each step.
const MOST: usize = 10;

/// `folder` is that of the course in the repository, `exercises` for instance.
pub(super) fn render(report: &Report, folder: &str) -> String {
    let mut out = human::render(report, true);
    let marks: Vec<String> =
        report.submissions.iter().flat_map(|submission| marks(submission, folder)).collect();
    for mark in marks.iter().take(MOST) {
        out.push_str(mark);
        out.push('\n');
    }
    if let Some(more) = marks.len().checked_sub(MOST).filter(|more| *more > 0) {
        out.push_str(&format!("::notice::{more} more are told in the log and in the report.\n"));
    }
    out
}

fn marks(submission: &SubmissionReport, folder: &str) -> Vec<String> {
    submission.exercises.iter().flat_map(|exercise| marks_of(exercise, folder)).collect()
}

fn marks_of(exercise: &ExerciseReport, folder: &str) -> Vec<String> {
    let title = format!("{}: {}", exercise.exercise, verdict(exercise.verdict));
    let message = exercise.message.as_deref().unwrap_or("a check could not be decided");
    match exercise.verdict {
        Verdict::Accepted | Verdict::NotStarted | Verdict::NotSubmitted => Vec::new(),
        Verdict::Rejected => {
            let failed = exercise.checks.iter().filter(|check| check.status == Status::Failed);
            failed.map(|check| mark_of(exercise, check, folder)).collect()
        }
        Verdict::CompileError | Verdict::Refused => vec![command("error", None, &title, message)],
        Verdict::Error => vec![command("warning", None, &title, message)],
    }
}

fn mark_of(exercise: &ExerciseReport, check: &CheckReport, folder: &str) -> String {
    let finding = &check.finding;
    let phrases = [("expected ", &finding.expected), ("observed ", &finding.observed), ("", &finding.cause)];
    let mut told: Vec<String> =
        phrases.iter().filter_map(|(label, phrase)| Some(format!("{label}{}", phrase.as_ref()?))).collect();
    told.extend(check.hint.as_ref().map(|hint| format!("hint: {hint}")));
    let place = finding.location.as_deref().and_then(|place| place.rsplit_once(':'));
    let place = place.map(|(file, line)| {
        (if folder.is_empty() { file.to_owned() } else { format!("{folder}/{file}") }, line)
    });
    command("error", place, &format!("{}: {}", exercise.exercise, check.title), &told.join("\n"))
}

/// A command that marks a line, or none.
fn command(kind: &str, place: Option<(String, &str)>, title: &str, message: &str) -> String {
    let place = place.map(|(file, line)| format!("file={},line={},", property(&file), property(line)));
    format!("::{kind} {}title={}::{}", place.unwrap_or_default(), property(title), data(message))
}

/// The text of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn failed_checks_mark_their_lines() {
        let text = render(&sample::report(), "exercises");
        insta::assert_snapshot!(anstream::adapter::strip_str(&text).to_string());
    }

    #[test]
    fn nothing_of_a_submission_is_a_command() {
        assert_eq!(
            command("error", Some(("a,b:c".to_owned(), "1")), "50 %\r\n::error::", "one\n::error::two"),
            "::error file=a%2Cb%3Ac,line=1,title=50 %25%0D%0A%3A%3Aerror%3A%3A::one%0A::error::two"
        );
        let text = render(&sample::report(), "");
        let commands = text.lines().filter(|line| line.trim_start().starts_with("::"));
        assert_eq!(commands.count(), 5);
    }

    #[test]
    fn what_github_would_leave_out_is_counted() {
        let mut report = sample::report();
        report.submissions = (0..6).map(|_| report.submissions[0].clone()).collect();
        let text = render(&report, "");
        assert_eq!(text.matches("\n::error").count(), MOST);
        assert!(text.ends_with("::notice::2 more are told in the log and in the report.\n"), "{text}");
    }
}
