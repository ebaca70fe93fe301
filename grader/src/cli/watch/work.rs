//! The thread that grades.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};

use anyhow::{Context, Result};
use grader_judge::course::Course;
use grader_judge::report::ExerciseReport;
use grader_runner::interrupt;
use grader_runner::sandbox::Sandbox;

use super::session::Message;
use crate::course::LoadedCourse;
use crate::grade::Grader;
use crate::kit::Kit;
use crate::scratch::Scratch;
use crate::watch::{Event, Job};

/// The thread that grades, one job after the other.
pub(super) struct Worker {
    jobs: Sender<Job>,
    thread: JoinHandle<()>,
}

impl Worker {
    /// Starts it. It sends what comes of its jobs.
    pub(super) fn start(
        kit: Kit,
        scratch: Scratch,
        sandbox: Option<Sandbox>,
        tell: Sender<Message>,
    ) -> Result<Self> {
        let threads = thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN);
        // Each job brings its own.
        let course = LoadedCourse {
            course: Course { name: String::new(), exercises: Vec::new() },
            definitions: Vec::new(),
            stubs: BTreeMap::new(),
            references: BTreeMap::new(),
        };
        let exercises = BTreeSet::new();
        let grader = Grader { course, exercises, kit, scratch, sandbox, scans: true, seed: 0, threads };
        let (jobs, given) = channel();
        let thread = thread::Builder::new().spawn(move || work(grader, &given, &tell));
        Ok(Self { jobs, thread: thread.context("cannot start a thread to grade in")? })
    }

    /// Gives it a job.
    pub(super) fn grade(&self, job: Job) {
        // It takes jobs for as long as there are any.
        let _ = self.jobs.send(job);
    }

    /// Ends what it does, and waits until nothing of it is left.
    pub(super) fn stop(self) {
        interrupt::interrupt();
        drop(self.jobs);
        // If it has panicked, this has been told.
        let _ = self.thread.join();
    }
}

fn work(mut grader: Grader, jobs: &Receiver<Job>, tell: &Sender<Message>) {
    // Where nobody listens any more the jobs end, too.
    let tell = |event| drop(tell.send(Message::Event(event)));
    for Job { number, answers, exercises } in jobs {
        grader.course = answers.course.clone();
        grader.exercises = exercises;
        let mut told = BTreeSet::new();
        let mut judged = |report: &ExerciseReport| {
            told.insert(report.exercise.clone());
            tell(Event::Judged { job: number, report: Box::new(report.clone()) });
        };
        let graded = catch_unwind(AssertUnwindSafe(|| grader.grade_each(&answers.submission, &mut judged)));
        if graded.is_err() {
            let why = "the grader panicked; this is a bug in it";
            let reports = grader.not_graded(&answers.submission.name, why).exercises;
            for report in reports.into_iter().filter(|report| !told.contains(&report.exercise)) {
                tell(Event::Judged { job: number, report: Box::new(report) });
            }
        }
        tell(Event::Ended { job: number });
    }
}
