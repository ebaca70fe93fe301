//! What a student sees who works with `grader watch`, as a machine of states: events go in, and out come
//! commands and a screen. It neither reads files nor keys, starts nothing and prints nothing; what
//! does is in the command line.
//!
//! - [`Watch`] decides what is graded when, and which exercise is shown.
//! - `changes` says what a save has an effect on, `hints` how many hints were asked for.
//! - `view` has the words, most of which are the report's, and `page` fits them to a terminal.
//! - [`Place`] is where the files are, and reads them.

mod answers;
mod changes;
mod hints;
mod page;
#[cfg(test)]
mod tests;
mod view;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use grader_judge::course::Exercise;
use grader_judge::report::{CheckReport, ExerciseReport, Status, Verdict};

pub use self::answers::{Answers, AnswersError, Place};
use self::hints::Hints;
pub use self::page::Size;
use crate::report::{self, lines::Line};

/// What happens.
#[derive(Debug, Clone)]
pub enum Event {
    /// The student asks for something.
    Key(Key),
    /// The terminal has another size.
    Resized(Size),
    /// The files were read; where they cannot be, this is why.
    Read(Result<Arc<Answers>, String>),
    /// An exercise was judged in a job.
    Judged {
        /// The job's number.
        job: u64,
        /// What came of it.
        report: Box<ExerciseReport>,
    },
    /// A job has come to its end, or was cancelled, and nothing of it runs any more.
    Ended {
        /// Its number.
        job: u64,
    },
}

/// What a student can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// The next hint.
    Hint,
    /// The next exercise.
    Next,
    /// The exercise before.
    Previous,
    /// The list of all exercises, or back from it.
    List,
    /// The keys, or back from them.
    Help,
    /// Back from a list or from the keys.
    Enter,
    /// That as well, and the end where there is nothing to go back from.
    Escape,
    /// To grade once more.
    Rerun,
    /// The end.
    Quit,
    /// Other lines of what does not fit on the screen.
    Scroll(Scroll),
}

/// Which lines are shown of what does not fit on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scroll {
    /// One earlier.
    Up,
    /// One later.
    Down,
    /// A screen earlier.
    PageUp,
    /// A screen later.
    PageDown,
    /// The first ones.
    Top,
    /// The last ones.
    Bottom,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// To grade. There is never more than one job at a time.
    Grade(Job),
    /// To end the job that runs; it is told as [`Event::Ended`].
    Cancel,
    /// To read all files, whether or not they seem to have changed.
    Read,
    /// To leave.
    Quit,
}

/// Exercises that are to be graded.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// Another one for each job.
    pub number: u64,
    /// The files.
    pub answers: Arc<Answers>,
    /// Ids of the exercises.
    pub exercises: BTreeSet<String>,
}

/// What is on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum View {
    #[default]
    Exercise,
    List,
    Help,
}

/// A job that runs.
#[derive(Debug)]
struct Running {
    number: u64,
    exercises: BTreeSet<String>,
    is_cancelled: bool,
}

/// All that is known, and what is shown of it.
#[derive(Debug)]
pub struct Watch {
    /// `None` where there is no screen, and so no keys.
    size: Option<Size>,
    answers: Option<Arc<Answers>>,
    /// Why the files cannot be read as they are now.
    trouble: Option<String>,
    /// What came of each exercise when it was last judged, by its id.
    judged: BTreeMap<String, ExerciseReport>,
    /// Exercises of which that is not known, or known of other files than there are now.
    stale: BTreeSet<String>,
    running: Option<Running>,
    /// So many jobs were begun.
    jobs: u64,
    /// The exercise that was asked for; otherwise the first one is shown that is not done.
    chosen: Option<String>,
    /// The exercise that the last save has completed.
    completed: Option<String>,
    hints: Hints,
    view: View,
    /// The first line of the page that is on the screen.
    top: usize,
}

impl Watch {
    /// Nothing is known yet. Without a size there is no screen, only [lines](Self::lines).
    pub fn new(size: Option<Size>) -> Self {
        Self {
            size,
            answers: None,
            trouble: None,
            judged: BTreeMap::new(),
            stale: BTreeSet::new(),
            running: None,
            jobs: 0,
            chosen: None,
            completed: None,
            hints: Hints::default(),
            view: View::default(),
            top: 0,
        }
    }

    /// Takes in what has happened, and says what is to be done about it.
    pub fn on(&mut self, event: Event) -> Vec<Command> {
        match event {
            Event::Key(key) => return self.on_key(key),
            Event::Resized(size) => self.size = Some(size),
            Event::Read(Ok(answers)) => return self.on_files(&answers),
            Event::Read(Err(why)) => self.be_troubled(why),
            Event::Judged { job, report } if self.is_awaited(job) => self.on_report(visible(*report)),
            Event::Judged { .. } => {}
            Event::Ended { job } => return self.on_end(job),
        }
        Vec::new()
    }

    /// The screen, line by line: never more lines nor wider ones than the terminal has.
    pub fn screen(&self) -> Vec<Line> {
        match self.size {
            Some(size) => page::screen(&view::page(self), &view::footer(self), self.top, size),
            None => Vec::new(),
        }
    }

    /// What there is to say, for who has no screen; `None` while it is being found out.
    pub fn lines(&self) -> Option<Vec<Line>> {
        let is_known = self.trouble.is_some() || (self.running.is_none() && self.stale.is_empty());
        is_known.then(|| [view::page(self), view::footer(self)].concat())
    }

    /// The number of the last job.
    pub fn last_job(&self) -> u64 {
        self.jobs
    }

    /// The exercise that is shown: the one that was asked for, or the first that is not done.
    fn shown(&self) -> Option<&Exercise> {
        let course = &self.answers.as_ref()?.course.course;
        let chosen = self.chosen.as_deref().and_then(|id| course.exercise(id));
        chosen.or_else(|| course.exercises.iter().find(|exercise| !self.is_done(&exercise.id)))
    }

    fn is_shown(&self, id: &str) -> bool {
        self.shown().is_some_and(|shown| shown.id == id)
    }

    /// Whether an exercise was accepted when it was last judged.
    fn is_done(&self, id: &str) -> bool {
        self.judged.get(id).is_some_and(|report| report.verdict == Verdict::Accepted)
    }

    fn is_awaited(&self, job: u64) -> bool {
        self.running.as_ref().is_some_and(|running| running.number == job && !running.is_cancelled)
    }

    fn on_key(&mut self, key: Key) -> Vec<Command> {
        match key {
            Key::Quit => return vec![Command::Quit],
            Key::Escape if self.view == View::Exercise => return vec![Command::Quit],
            Key::Escape | Key::Enter => self.turn_to(View::Exercise),
            Key::List => self.turn_to_or_back(View::List),
            Key::Help => self.turn_to_or_back(View::Help),
            Key::Hint => self.show_hint(),
            Key::Next => self.step(|index| index + 1),
            Key::Previous => self.step(|index| index.saturating_sub(1)),
            Key::Rerun => return self.rerun(),
            Key::Scroll(scroll) => self.scroll(scroll),
        }
        Vec::new()
    }

    fn turn_to(&mut self, view: View) {
        if self.view != view {
            self.view = view;
            self.top = 0;
        }
    }

    fn turn_to_or_back(&mut self, view: View) {
        self.turn_to(if self.view == view { View::Exercise } else { view });
    }

    fn show_hint(&mut self) {
        self.turn_to(View::Exercise);
        let Some(id) = self.shown().map(|exercise| exercise.id.clone()) else { return };
        if let Some(check) = self.judged.get(&id).and_then(first_failure) {
            self.hints.ask(&id, &check.id);
            self.top = 0;
        }
    }

    /// Shows another exercise, by its place in the course.
    fn step(&mut self, to: impl Fn(usize) -> usize) {
        let Some(answers) = &self.answers else { return };
        let ids: Vec<String> =
            answers.course.course.exercises.iter().map(|exercise| exercise.id.clone()).collect();
        // Where all are done none is shown, as if it came after the last one.
        let now = ids.iter().position(|id| self.is_shown(id)).unwrap_or(ids.len());
        self.chosen = None;
        self.completed = None;
        let next = ids.get(to(now).min(ids.len().saturating_sub(1)));
        self.chosen = next.filter(|id| !self.is_shown(id)).cloned();
        if self.view == View::Help {
            self.view = View::Exercise;
        }
        self.top = 0;
    }

    fn scroll(&mut self, scroll: Scroll) {
        let Some(size) = self.size else { return };
        let height = page::height(&view::page(self), size);
        let rows = page::rows_above_footer(&view::footer(self), size);
        let last = height.saturating_sub(rows);
        self.top = match scroll {
            Scroll::Up => self.top.saturating_sub(1),
            Scroll::Down => self.top + 1,
            Scroll::PageUp => self.top.saturating_sub(rows),
            Scroll::PageDown => self.top + rows,
            Scroll::Top => 0,
            Scroll::Bottom => last,
        }
        .min(last);
    }

    fn rerun(&mut self) -> Vec<Command> {
        let shown = self.shown().map(|exercise| exercise.id.clone());
        self.stale.extend(shown);
        [vec![Command::Read], self.cancel_or_begin()].concat()
    }

    fn on_files(&mut self, answers: &Arc<Answers>) -> Vec<Command> {
        self.trouble = None;
        let before = self.answers.replace(answers.clone());
        if before.as_deref() == Some(answers) {
            return Vec::new();
        }
        let is_there = |id: &String| answers.course.course.exercise(id).is_some();
        self.judged.retain(|id, _| is_there(id));
        self.stale.extend(changes::affected(before.as_deref(), answers));
        self.stale.retain(is_there);
        self.completed = None;
        self.chosen = self.chosen.take().filter(is_there);
        if let Some(saved) = before.and_then(|before| changes::only_file(&before, answers)) {
            self.follow(saved);
        }
        self.cancel_or_begin()
    }

    /// Shows the exercise whose file was saved: that is where the student works.
    fn follow(&mut self, saved: String) {
        if !self.is_shown(&saved) {
            self.chosen = Some(saved);
            self.view = View::Exercise;
            self.top = 0;
        }
    }

    fn be_troubled(&mut self, why: String) {
        self.trouble = Some(why);
        self.turn_to(View::Exercise);
        self.top = 0;
    }

    /// What runs is about files of the past.
    fn cancel_or_begin(&mut self) -> Vec<Command> {
        match &mut self.running {
            Some(running) if running.is_cancelled || self.stale.is_empty() => Vec::new(),
            Some(running) => {
                running.is_cancelled = true;
                vec![Command::Cancel]
            }
            None => self.begin().into_iter().collect(),
        }
    }

    fn begin(&mut self) -> Option<Command> {
        let answers = self.answers.clone()?;
        if self.stale.is_empty() {
            return None;
        }
        self.jobs += 1;
        let (number, exercises) = (self.jobs, self.stale.clone());
        self.running = Some(Running { number, exercises: exercises.clone(), is_cancelled: false });
        Some(Command::Grade(Job { number, answers, exercises }))
    }

    fn on_report(&mut self, report: ExerciseReport) {
        let id = report.exercise.clone();
        let was_shown = self.is_shown(&id);
        let is_done = report.verdict == Verdict::Accepted;
        let is_first = self.judged.insert(id.clone(), report).is_none();
        self.stale.remove(&id);
        if !was_shown {
            return;
        }
        if is_done && !is_first {
            self.chosen = None;
            self.completed = Some(id);
        }
        if self.view == View::Exercise {
            self.top = 0;
        }
    }

    fn on_end(&mut self, job: u64) -> Vec<Command> {
        let Some(ended) = self.running.take_if(|running| running.number == job) else { return Vec::new() };
        if !ended.is_cancelled {
            // What was not told will not be told another time.
            self.stale.retain(|id| !ended.exercises.contains(id));
        }
        self.begin().into_iter().collect()
    }
}

/// The check that a student should look at first.
fn first_failure(report: &ExerciseReport) -> Option<&CheckReport> {
    report.checks.iter().find(|check| matches!(check.status, Status::Failed | Status::Error))
}

/// What students see of a report. Hidden checks keep nobody from moving on.
fn visible(mut report: ExerciseReport) -> ExerciseReport {
    report::hide(&mut report);
    report
}
