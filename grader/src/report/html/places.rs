//! Lines of the sources that a page shows, and what points at them.

use std::collections::{BTreeMap, BTreeSet};

use grader_judge::report::{ExerciseReport, SubmissionReport, Verdict};

use super::check;
use super::text::Phrase;

/// The sources of a submission, by exercise.
pub(super) type Sources = BTreeMap<String, String>;

/// A place that text names, and where on the page it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) text: String,
    pub(super) href: Option<String>,
}

/// What is said below a line, and by which part of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Note {
    pub(super) anchor: String,
    pub(super) text: String,
}

impl Note {
    pub(super) fn phrase(&self) -> Phrase<'_> {
        Phrase(&self.text)
    }
}

/// The lines that a page points at.
#[derive(Debug, Default)]
pub(super) struct Places<'a> {
    /// From files to exercises, and how many lines each has, where they are shown.
    shown: BTreeMap<&'a str, (&'a str, usize)>,
    /// By exercise and line.
    notes: BTreeMap<(&'a str, usize), Vec<Note>>,
    named: BTreeSet<(&'a str, usize)>,
}

impl<'a> Places<'a> {
    /// Those of a submission, whose sources these are and which lie in these files.
    pub(super) fn of(
        submission: &'a SubmissionReport,
        sources: Option<&'a Sources>,
        files: &'a BTreeMap<String, String>,
    ) -> Self {
        let text = |exercise: &str| sources.and_then(|sources| sources.get(exercise));
        let exercises = submission.exercises.iter().filter_map(|exercise| {
            let (id, file) = files.get_key_value(&exercise.exercise)?;
            Some((file.as_str(), (id.as_str(), text(id)?.lines().count())))
        });
        let mut places = Self { shown: exercises.collect(), ..Self::default() };
        submission.exercises.iter().for_each(|exercise| places.add(exercise));
        places
    }

    fn add(&mut self, exercise: &ExerciseReport) {
        for check in &exercise.checks {
            let lanes = check.finding.timeline.iter().flat_map(|timeline| &timeline.lanes);
            let named: Vec<_> = lanes.filter_map(|lane| self.line(lane.location.as_deref()?)).collect();
            self.named.extend(named);
            let location =
                check.finding.location.as_deref().filter(|_| check::told(exercise, check).is_none());
            if let Some(line) = location.and_then(|location| self.line(location)) {
                let text = check.finding.cause.as_deref().or(check.finding.observed.as_deref());
                let text = text.map_or_else(|| check.title.clone(), |why| format!("{}: {why}", check.title));
                let anchor = check::anchor(&exercise.exercise, &check.id);
                self.notes.entry(line).or_default().push(Note { anchor, text });
            }
        }
        if exercise.verdict == Verdict::CompileError {
            let message = exercise.message.as_deref().unwrap_or_default();
            let anchor = format!("e-{}", exercise.exercise);
            let lines: BTreeSet<_> =
                of_compiler(message).filter_map(|location| self.line(location)).collect();
            for line in lines {
                let text = "The compiler says why this does not compile.".to_owned();
                self.notes.entry(line).or_default().push(Note { anchor: anchor.clone(), text });
            }
        }
    }

    /// A line that is shown: its exercise and number.
    fn line(&self, location: &str) -> Option<(&'a str, usize)> {
        let (file, line) = location.rsplit_once(':')?;
        let (exercise, lines) = self.shown.get(file)?;
        let line: usize = line.parse().ok()?;
        (1..=*lines).contains(&line).then_some((*exercise, line))
    }

    /// A place with its link.
    pub(super) fn place(&self, location: &str) -> Place {
        let href = self.line(location).map(|(exercise, line)| format!("#{}", anchor(exercise, line)));
        Place { text: location.to_owned(), href }
    }

    /// The same as `line 9` where it is in a file that everybody knows is meant.
    pub(super) fn short_place(&self, location: &str, file: Option<&str>) -> Place {
        let place = self.place(location);
        match file.and_then(|file| location.strip_prefix(file)).and_then(|rest| rest.strip_prefix(':')) {
            Some(line) => Place { text: format!("line {line}"), ..place },
            None => place,
        }
    }

    /// What is said of a line.
    pub(super) fn notes(&self, exercise: &'a str, line: usize) -> &[Note] {
        self.notes.get(&(exercise, line)).map_or(&[], Vec::as_slice)
    }

    /// The anchor of a line that something points at.
    pub(super) fn anchor(&self, exercise: &'a str, line: usize) -> Option<String> {
        let key = (exercise, line);
        (self.named.contains(&key) || self.notes.contains_key(&key)).then(|| anchor(exercise, line))
    }
}

fn anchor(exercise: &str, line: usize) -> String {
    format!("l-{exercise}-{line}")
}

/// The places that a compiler's message points at: ` --> src/b.rs:9:5`, and `at src/b.rs:9` in words of ours.
fn of_compiler(message: &str) -> impl Iterator<Item = &str> {
    message.lines().filter_map(|line| {
        let line = line.trim();
        match line.strip_prefix("--> ") {
            Some(place) => place.rsplit_once(':').map(|(place, _)| place),
            None => line.strip_prefix("at ").map(str::trim),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compiler_points_at_lines() {
        let message = "error[E0308]: no\n --> src/b.rs:9:5\n  |\n9 |  --> x\n  at        src/a.rs:3\n at ";
        assert_eq!(of_compiler(message).collect::<Vec<_>>(), ["src/b.rs:9", "src/a.rs:3"]);
    }
}
