//! Grades many submissions at once.

use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use grader_judge::report::SubmissionReport;

use crate::grade::Grader;
use crate::intake::Submission;

/// Grades submissions in up to `jobs` threads; reports come in the order of the submissions.
/// `on_done` is told of each as it is done, in any order.
pub fn grade(
    grader: &Grader,
    submissions: &[Submission],
    jobs: NonZero<usize>,
    on_done: impl Fn(&SubmissionReport) + Sync,
) -> Vec<SubmissionReport> {
    let next = AtomicUsize::new(0);
    let reports = Mutex::new(vec![None; submissions.len()]);
    thread::scope(|scope| {
        for _ in 0..jobs.get().min(submissions.len()) {
            scope.spawn(|| {
                while let Some((index, submission)) = take(&next, submissions) {
                    // A bug that one submission brings to light must not cost the others.
                    let report =
                        catch_unwind(AssertUnwindSafe(|| grader.grade(submission))).unwrap_or_else(|_| {
                            grader.not_graded(submission, "the grader panicked; this is a bug in it")
                        });
                    on_done(&report);
                    reports.lock().expect("no thread panics with the lock")[index] = Some(report);
                }
            });
        }
    });
    let reports = reports.into_inner().expect("no thread panics with the lock");
    reports.into_iter().map(|report| report.expect("every submission was taken")).collect()
}

fn take<'a>(next: &AtomicUsize, submissions: &'a [Submission]) -> Option<(usize, &'a Submission)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    Some((index, submissions.get(index)?))
}
