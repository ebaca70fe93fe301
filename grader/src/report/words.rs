//! Words that several formats share.

use grader_judge::report::{CheckReport, ExerciseReport, Status, Verdict};

/// What came of an exercise.
pub(super) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Accepted => "accepted",
        Verdict::Rejected => "not yet right",
        Verdict::CompileError => "does not compile",
        Verdict::NotStarted => "not started",
        Verdict::NotSubmitted => "not submitted",
        Verdict::Refused => "refused",
        Verdict::Error => "could not be graded",
    }
}

/// Why a check has not passed, as plain text in lines of at most 80 columns.
pub(super) fn explanation(exercise: &ExerciseReport, check: &CheckReport) -> String {
    let mut text = String::new();
    if check.status == Status::Skipped || check.status == Status::Error {
        text.push_str(verdict(exercise.verdict));
        // Once is enough: the compiler may have had much to say.
        let is_first = exercise.checks.first().is_some_and(|first| first.id == check.id);
        if let Some(message) = exercise.message.as_deref().filter(|_| is_first) {
            text.push_str(": ");
            text.push_str(message.trim_end());
        }
        text.push('\n');
    }
    text.push_str(check.feedback.as_deref().unwrap_or_default());
    if let Some(hint) = &check.hint {
        text.push_str(&grader_judge::feedback::labelled("hint", hint));
        text.push('\n');
    }
    text
}
