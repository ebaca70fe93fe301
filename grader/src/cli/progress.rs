//! How a class gets on: a bar on a terminal, a line for each submission elsewhere.

use std::collections::BTreeSet;
use std::io::IsTerminal;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use grader_judge::escape::escape;
use grader_judge::feedback::points;
use grader_judge::report::SubmissionReport;
use indicatif::{ProgressBar, ProgressState, ProgressStyle};

use super::terminal::{keep_below, say};
use crate::class::{Follow, From};

/// How often the time that is left is told anew.
const TICK: Duration = Duration::from_millis(250);

/// Tells on standard error how a class gets on.
pub(super) struct Progress {
    total: AtomicUsize,
    done: AtomicUsize,
    running: Mutex<BTreeSet<String>>,
    /// Where standard error is a terminal.
    bar: Option<ProgressBar>,
}

impl Progress {
    pub(super) fn new(total: usize) -> Self {
        let bar = std::io::stderr().is_terminal().then(|| bar(total));
        keep_below(bar.clone());
        Self { total: AtomicUsize::new(total), done: AtomicUsize::new(0), running: Mutex::default(), bar }
    }

    /// Leaves the terminal as it was.
    pub(super) fn clear(&self) {
        keep_below(None);
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }

    /// Changes who is being graded, and shows it.
    fn change(&self, change: impl FnOnce(&mut BTreeSet<String>)) {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut running);
        if let Some(bar) = &self.bar {
            bar.set_message(running.iter().map(String::as_str).collect::<Vec<_>>().join(", "));
        }
    }
}

fn bar(total: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:24} {pos}/{len}  {rate}  {eta} left  {wide_msg}");
    let style = style.unwrap_or_else(|_| ProgressStyle::default_bar()).with_key(
        "rate",
        |state: &ProgressState, to: &mut dyn std::fmt::Write| {
            // Nothing can be done about a failure here.
            let _ = write!(to, "{:.0}/min", state.per_sec() * 60.0);
        },
    );
    let bar = ProgressBar::new(total as u64).with_style(style);
    bar.enable_steady_tick(TICK);
    bar
}

impl Follow for Progress {
    fn begin(&self, name: &str) {
        self.change(|running| {
            running.insert(escape(name));
        });
    }

    fn end(&self, report: &SubmissionReport, from: From) {
        let name = report.submission.for_terminal();
        self.change(|running| {
            running.remove(&name);
        });
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        match &self.bar {
            Some(bar) => bar.inc(1),
            None if from == From::Memory => {}
            None => {
                let score = format!("{}/{}", points(report.score), points(report.max_score));
                let total = self.total.load(Ordering::Relaxed);
                say(&format!("[{done}/{total}] {name} {score}"));
            }
        }
    }

    fn again(&self, count: usize) {
        let total = self.total.fetch_add(count, Ordering::Relaxed) + count;
        if let Some(bar) = &self.bar {
            bar.set_length(total as u64);
        }
        say(&format!("{count} could not be graded: trying once more"));
    }
}
