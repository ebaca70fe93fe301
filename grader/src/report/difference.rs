//! What is not the same in two sets of results: for a terminal, and as `grader/difference/v1`.

use std::fmt::{Result, Write as _};

use grader_judge::escape::{escape, without_commands};
use grader_judge::feedback::{hanging, points};
use grader_judge::report::Status;

use super::words;
use crate::diff::{Change, CheckChange, Difference, ExerciseChange, Outcome, Points, Reason};

/// A format of differences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Text for a terminal
    Human,
    /// The schema `grader/difference/v1`
    Json,
}

impl Difference {
    /// The difference in a format.
    pub fn render(&self, format: Format) -> String {
        match format {
            Format::Human => {
                let mut out = String::new();
                human(&mut out, self).expect("writes to memory");
                out
            }
            Format::Json => serde_json::to_string_pretty(self).expect("it becomes JSON") + "\n",
        }
    }
}

fn human(out: &mut String, difference: &Difference) -> Result {
    let Difference { old, new, submissions, same, .. } = difference;
    writeln!(out, "{}\n", hanging("", &format!("{} → {}", escape(old), escape(new))))?;
    for change in submissions {
        submission(out, change)?;
    }
    let count =
        |is: fn(f64) -> bool| submissions.iter().filter(|change| gain(change).is_some_and(is)).count();
    let (more, less) = (count(|gain| gain > 0.0), count(|gain| gain < 0.0));
    let here = submissions.iter().filter(|change| change.old.is_none()).count();
    let gone = submissions.iter().filter(|change| change.new.is_none()).count();
    let others = submissions.len() - more - less - here - gone;
    let parts = [
        (more, "with more points"),
        (less, "with less"),
        (others, "with as many points in another way"),
        (here, "new"),
        (gone, "gone"),
        (*same, "the same"),
    ];
    let parts: Vec<_> = parts
        .iter()
        .filter(|(count, what)| *count > 0 || *what == "the same")
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    writeln!(out, "{}", hanging("", &parts.join(", ")))
}

fn gain(change: &Change) -> Option<f64> {
    Some(change.new?.score - change.old?.score)
}

fn submission(out: &mut String, change: &Change) -> Result {
    let of = |points: Option<Points>| points.map_or_else(|| "–".to_owned(), fraction);
    let gained = gain(change).filter(|gain| *gain != 0.0).map(signed).unwrap_or_default();
    let name = without_commands(&change.submission.for_terminal());
    writeln!(out, "{name}  {} → {}{gained}", of(change.old), of(change.new))?;
    for reason in &change.because {
        writeln!(out, "{}", hanging("  ", &because(reason)))?;
    }
    for one in &change.exercises {
        exercise(out, one)?;
    }
    writeln!(out)
}

fn fraction(points_: Points) -> String {
    format!("{}/{}", points(points_.score), points(points_.max_score))
}

fn signed(gain: f64) -> String {
    let sign = if gain > 0.0 { "+" } else { "−" };
    format!("  ({sign}{})", points(gain.abs()))
}

fn because(reason: &Reason) -> String {
    match reason {
        Reason::Files(exercises) => format!("other files were handed in: {}", exercises.join(", ")),
        Reason::Course => "the course was changed".to_owned(),
        Reason::Grader => "the grader is another one".to_owned(),
        Reason::Toolchain => "the compiler is another one".to_owned(),
        Reason::Seed => "the seed is another one".to_owned(),
        Reason::Sandbox => "the sandbox is another one".to_owned(),
        Reason::Exercises => "not the same exercises were graded".to_owned(),
        Reason::NotGraded => "one of the two could not be graded".to_owned(),
        Reason::Nothing => "all that was kept is the same: what this code does is not repeatable".to_owned(),
        Reason::Unknown => "whether the files are the same is not in these reports".to_owned(),
    }
}

fn exercise(out: &mut String, change: &ExerciseChange) -> Result {
    let of = |outcome: &Option<Outcome>| {
        outcome.as_ref().map_or_else(
            || "not graded".to_owned(),
            |one| format!("{} {}", words::verdict(one.verdict), fraction(one.points)),
        )
    };
    writeln!(out, "  {}: {} → {}", change.exercise, of(&change.old), of(&change.new))?;
    let message = change.new.as_ref().and_then(|outcome| outcome.message.as_deref());
    // The first line says what it is about; the whole is in the report.
    if let Some(line) = message.and_then(|message| message.lines().next()) {
        writeln!(out, "{}", hanging("    ", &without_commands(&escape(line))))?;
    }
    change.checks.iter().try_for_each(|check| self::check(out, check))
}

fn check(out: &mut String, change: &CheckChange) -> Result {
    // Where a file did not compile, all of its checks are skipped: that was said above.
    if change.new == Some(Status::Skipped) || change.new == Some(Status::Error) {
        return Ok(());
    }
    let of = |status: Option<Status>| status.map_or("not there", status_word);
    writeln!(out, "    {}: {} → {}", change.id, of(change.old), of(change.new))?;
    match &change.found {
        Some(found) if change.new == Some(Status::Failed) => writeln!(out, "{}", hanging("      ", found)),
        Some(found) => writeln!(out, "{}", hanging("      before: ", found)),
        None => Ok(()),
    }
}

fn status_word(status: Status) -> &'static str {
    match status {
        Status::Passed => "passed",
        Status::Failed => "failed",
        Status::Skipped => "not looked at",
        Status::Error => "not decided",
    }
}

#[cfg(test)]
mod tests {
    use grader_judge::report::{ExerciseReport, Verdict};

    use super::*;
    use crate::diff::{Side, compare};
    use crate::report::{Report, sample};

    fn side(name: &str, report: Report) -> Side {
        Side { name: name.to_owned(), report, made: None }
    }

    /// The sample, and what came of it later: one has mended an exercise and broken another, one is gone,
    /// and one is new.
    fn later() -> Report {
        let mut report = sample::report();
        report.seed = 8;
        let ada = &mut report.submissions[0];
        let ExerciseReport { checks, verdict, score, .. } = &mut ada.exercises[1];
        checks.iter_mut().for_each(|check| check.status = Status::Passed);
        (*verdict, *score) = (Verdict::Accepted, 6.0);
        ada.exercises[0].checks[0].status = Status::Failed;
        ada.exercises[0].checks[0].finding.observed = Some("a wait of 2 s".to_owned());
        (ada.exercises[0].verdict, ada.exercises[0].score) = (Verdict::Rejected, 0.5);
        ada.score = ada.exercises.iter().map(|one| one.score).sum();
        report.submissions[1].submission = grader_judge::escape::Raw::new("::error::new");
        report
    }

    #[test]
    fn what_is_another_is_told_with_its_reason() {
        let difference =
            compare(&side("class.db, run 1", sample::report()), &side("class.db, run 2", later()));
        insta::assert_snapshot!(difference.render(Format::Human));
        let json: serde_json::Value = serde_json::from_str(&difference.render(Format::Json)).unwrap();
        assert_eq!(json["schema"], "grader/difference/v1");
        assert_eq!(json["submissions"][0]["because"][0], "seed");
    }

    #[test]
    fn of_the_same_nothing_is_told() {
        let difference = compare(&side("a", sample::report()), &side("b", sample::report()));
        assert_eq!(difference.render(Format::Human), "a → b\n\n2 the same\n");
    }
}
