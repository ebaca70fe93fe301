//! Grades many submissions at once.
//!
//! Each is read when it is its turn and forgotten when it is graded: what a class takes in memory are its
//! reports. What could not be graded is tried once more, when all others are done.

use std::borrow::Cow;
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use grader_judge::course::Course;
use grader_judge::report::SubmissionReport;
use grader_runner::interrupt::is_interrupted;

use crate::grade::Grader;
use crate::intake::{Located, Submission};

/// What can be graded.
pub trait Take: Sync {
    /// Whose it is.
    fn name(&self) -> &str;
    /// What was handed in.
    fn take(&self, course: &Course) -> Cow<'_, Submission>;
}

impl Take for Submission {
    fn name(&self) -> &str {
        &self.name
    }

    fn take(&self, _: &Course) -> Cow<'_, Submission> {
        Cow::Borrowed(self)
    }
}

impl Take for Located {
    fn name(&self) -> &str {
        &self.name
    }

    fn take(&self, course: &Course) -> Cow<'_, Submission> {
        Cow::Owned(self.read(course))
    }
}

/// Is told how a class gets on.
pub trait Follow: Sync {
    /// A submission is about to be graded.
    fn begin(&self, name: &str);
    /// It was, or what had come of it before was found.
    fn end(&self, report: &SubmissionReport, from: From);
    /// So many could not be graded, and are tried once more.
    fn again(&self, count: usize);
}

/// Where a report comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// It was made.
    Grading,
    /// It was kept.
    Memory,
}

/// Nobody.
impl Follow for () {
    fn begin(&self, _: &str) {}
    fn end(&self, _: &SubmissionReport, _: From) {}
    fn again(&self, _: usize) {}
}

/// Keeps what comes of submissions.
pub trait Keep: Sync {
    /// What has come of the same files before.
    fn recall(&self, submission: &Submission) -> Option<SubmissionReport>;
    /// A submission was graded, or could not be.
    fn keep(&self, submission: &Submission, report: &SubmissionReport);
}

/// Nothing is kept.
impl Keep for () {
    fn recall(&self, _: &Submission) -> Option<SubmissionReport> {
        None
    }

    fn keep(&self, _: &Submission, _: &SubmissionReport) {}
}

/// Grades submissions in up to `jobs` threads; reports come in the order of the submissions.
/// `follow` is told of each, in any order. Once everything is interrupted no more are taken, and
/// those that are left are reported as not graded.
pub fn grade(
    grader: &Grader,
    submissions: &[impl Take],
    jobs: NonZero<usize>,
    keep: &dyn Keep,
    follow: &dyn Follow,
) -> Vec<SubmissionReport> {
    let reports = Mutex::new(vec![None; submissions.len()]);
    let lock = || reports.lock().expect("no thread panics with the lock");
    let one = |index: usize| {
        let taken = &submissions[index];
        follow.begin(taken.name());
        // A bug that one submission brings to light must not cost the others.
        let graded =
            catch_unwind(AssertUnwindSafe(|| grade_one(grader, &taken.take(&grader.course.course), keep)));
        let (report, from) = graded.unwrap_or_else(|_| {
            (grader.not_graded(taken.name(), "the grader panicked; this is a bug in it"), From::Grading)
        });
        follow.end(&report, from);
        lock()[index] = Some(report);
    };
    let all: Vec<usize> = (0..submissions.len()).collect();
    in_threads(jobs, &all, &one);
    let failed = |index: &usize| lock()[*index].as_ref().is_some_and(is_failed);
    let failed: Vec<usize> = all.into_iter().filter(failed).collect();
    if !failed.is_empty() && !is_interrupted() {
        follow.again(failed.len());
        in_threads(jobs, &failed, &one);
    }
    let reports = std::mem::take(&mut *lock());
    let graded = |(submission, report): (&_, Option<SubmissionReport>)| {
        report.unwrap_or_else(|| {
            grader.not_graded(Take::name(submission), "it was interrupted before it was graded")
        })
    };
    submissions.iter().zip(reports).map(graded).collect()
}

/// Whether it could not be graded, in part at least.
pub(crate) fn is_failed(report: &SubmissionReport) -> bool {
    report.errors().next().is_some()
}

fn grade_one(grader: &Grader, submission: &Submission, keep: &dyn Keep) -> (SubmissionReport, From) {
    if let Some(report) = keep.recall(submission) {
        return (report, From::Memory);
    }
    // A bug that one submission brings to light must not cost the others.
    let report = grader.grade(submission);
    keep.keep(submission, &report);
    (report, From::Grading)
}

/// Works through a list, until everything is interrupted.
fn in_threads(jobs: NonZero<usize>, list: &[usize], work: &(dyn Fn(usize) + Sync)) {
    let next = AtomicUsize::new(0);
    let take = || list.get(next.fetch_add(1, Ordering::Relaxed)).filter(|_| !is_interrupted());
    thread::scope(|scope| {
        for _ in 0..jobs.get().min(list.len()) {
            scope.spawn(|| {
                while let Some(index) = take() {
                    work(*index);
                }
            });
        }
    });
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use grader_judge::report::Verdict;
    use tempfile::TempDir;

    use super::*;
    use crate::grade::sample;
    use crate::intake::Handed;

    /// Notes what it is told.
    #[derive(Default)]
    struct Notes(Mutex<Vec<String>>);

    impl Notes {
        fn add(&self, note: String) {
            self.0.lock().unwrap().push(note);
        }
    }

    impl Keep for Notes {
        fn recall(&self, _: &Submission) -> Option<SubmissionReport> {
            None
        }

        fn keep(&self, submission: &Submission, report: &SubmissionReport) {
            self.add(format!("{} {:?}", submission.name, report.exercises[0].verdict));
        }
    }

    impl Follow for Notes {
        fn begin(&self, _: &str) {}
        fn end(&self, _: &SubmissionReport, _: From) {}
        fn again(&self, count: usize) {
            self.add(format!("{count} again"));
        }
    }

    #[test]
    fn what_could_not_be_graded_is_tried_once_more_when_all_others_are_done() {
        let folder = TempDir::new().unwrap();
        let grader = sample::grader(&folder, 0);
        let submission = |name: &str, files: &[(&str, &str)]| Submission {
            name: name.to_owned(),
            files: files
                .iter()
                .map(|(id, text)| ((*id).to_owned(), Handed::Text((*text).to_owned())))
                .collect::<BTreeMap<_, _>>(),
        };
        // There is no compiler: only who has handed in nothing can be graded.
        let class = [submission("ada", &[("a", "pub fn f() -> u8 { 1 }")]), submission("bela", &[])];
        let notes = Notes::default();
        let reports = grade(&grader, &class, NonZero::<usize>::MIN, &notes, &notes);
        let notes = notes.0.into_inner().unwrap();
        assert_eq!(notes, ["ada Error", "bela NotSubmitted", "1 again", "ada Error"]);
        let verdicts: Vec<_> = reports.iter().map(|report| report.exercises[0].verdict).collect();
        assert_eq!(verdicts, [Verdict::Error, Verdict::NotSubmitted]);
    }
}
