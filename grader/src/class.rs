//! Grades many submissions at once.

use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use grader_judge::report::SubmissionReport;
use grader_runner::interrupt::is_interrupted;

use crate::grade::Grader;
use crate::intake::Submission;

/// Is told how a class gets on.
pub trait Follow: Sync {
    /// A submission is about to be graded.
    fn begin(&self, submission: &Submission);
    /// It was.
    fn end(&self, report: &SubmissionReport);
}

/// Nobody.
impl Follow for () {
    fn begin(&self, _: &Submission) {}
    fn end(&self, _: &SubmissionReport) {}
}

/// Grades submissions in up to `jobs` threads; reports come in the order of the submissions.
/// `follow` is told of each, in any order. Once everything is interrupted no more are taken, and
/// those that are left are reported as not graded.
pub fn grade(
    grader: &Grader,
    submissions: &[Submission],
    jobs: NonZero<usize>,
    follow: &dyn Follow,
) -> Vec<SubmissionReport> {
    let next = AtomicUsize::new(0);
    let reports = Mutex::new(vec![None; submissions.len()]);
    thread::scope(|scope| {
        for _ in 0..jobs.get().min(submissions.len()) {
            scope.spawn(|| {
                while !is_interrupted()
                    && let Some((index, submission)) = take(&next, submissions)
                {
                    follow.begin(submission);
                    // A bug that one submission brings to light must not cost the others.
                    let report =
                        catch_unwind(AssertUnwindSafe(|| grader.grade(submission))).unwrap_or_else(|_| {
                            grader.not_graded(submission, "the grader panicked; this is a bug in it")
                        });
                    follow.end(&report);
                    reports.lock().expect("no thread panics with the lock")[index] = Some(report);
                }
            });
        }
    });
    let reports = reports.into_inner().expect("no thread panics with the lock");
    let graded = |(submission, report): (&Submission, Option<SubmissionReport>)| {
        report.unwrap_or_else(|| grader.not_graded(submission, "it was interrupted before it was graded"))
    };
    submissions.iter().zip(reports).map(graded).collect()
}

fn take<'a>(next: &AtomicUsize, submissions: &'a [Submission]) -> Option<(usize, &'a Submission)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    Some((index, submissions.get(index)?))
}
