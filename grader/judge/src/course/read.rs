//! Reads a course from its files and holds its exercises against each other.

use std::collections::BTreeMap;
use std::sync::Arc;

use grader_trace::Limits;

use super::exercise::{self, report_equal};
use super::nearest::did_you_mean;
use super::page::Page;
use super::problem::{Problem, Problems};
use super::table::{Item, quoted};
use super::{Course, limits};
use crate::form;
use crate::rule::Rule;

/// The file that is about the course as a whole.
const COURSE: &str = "course.toml";

/// A file of a course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourseFile {
    /// Its path as its author should see it, such as `checks/basic_wait.toml`.
    pub path: String,
    /// Its text.
    pub text: String,
}

impl CourseFile {
    /// The last part of the path.
    fn file_name(&self) -> &str {
        self.path.rsplit(['/', '\\']).next().unwrap_or_default()
    }

    /// The exercise that the file is about.
    fn exercise(&self) -> &str {
        let name = self.file_name();
        name.strip_suffix(".toml").unwrap_or(name)
    }
}

/// Reads a course: the files of `checks/`, each an exercise named like its file, and perhaps
/// `course.toml`. `name` is what the course is called where `course.toml` does not say.
///
/// # Errors
///
/// All problems of all files.
pub fn read(name: &str, files: &[CourseFile]) -> Result<Course, Problems> {
    // A value that cannot be read is reported and its default goes on in its place: nobody
    // sees it, because a course with problems is not returned.
    let pages: Vec<Page<'_>> = files.iter().map(Page::parse).collect();
    let course = read_pages(name, files, &pages);
    let mut problems: Vec<_> = pages.into_iter().flat_map(Page::into_problems).collect();
    if course.exercises.is_empty() {
        problems.push(no_exercises());
    }
    problems.sort_by(|left, right| left.file.cmp(&right.file).then(left.span.start.cmp(&right.span.start)));
    if problems.is_empty() { Ok(course) } else { Err(Problems(problems)) }
}

fn no_exercises() -> Problem {
    let help = "Add a file such as `checks/basic_wait.toml`.".to_owned();
    Problem::new("checks", &Arc::from(""), 0..0, "This course has no exercises.".to_owned(), Some(help))
}

fn read_pages(name: &str, files: &[CourseFile], pages: &[Page<'_>]) -> Course {
    let (about, exercises): (Vec<_>, Vec<_>) =
        files.iter().zip(pages).partition(|(file, _)| file.file_name() == COURSE);
    report_equal_files(files, pages);
    let mut course = Course { name: name.to_owned(), exercises: Vec::new() };
    let mut limits = Limits::default();
    for (_, page) in about {
        limits = read_about(page, &mut course, limits);
    }
    let ids: Vec<&str> = exercises.iter().map(|(file, _)| file.exercise()).collect();
    let read: Vec<_> =
        exercises.iter().map(|(file, page)| exercise::read(page, file.exercise(), &ids, limits)).collect();
    report_relations(&read);
    course.exercises = read.into_iter().map(|read| read.exercise).collect();
    course.exercises.sort_by_key(|exercise| exercise.order);
    resolve_calls(&mut course);
    course
}

/// Finds the files of the functions that rules name.
fn resolve_calls(course: &mut Course) {
    let all = course.exercises.clone();
    let exercise = |id: &str| all.iter().find(|exercise| exercise.id == id);
    for check in course.exercises.iter_mut().flat_map(|exercise| &mut exercise.checks) {
        for rule in &mut check.rules {
            let Rule::Calls(calls) = rule else { continue };
            let module = calls.function.split("::").next().and_then(exercise);
            let used = module.iter().flat_map(|module| &module.uses).filter_map(|id| exercise(id));
            calls.files = module.into_iter().chain(used).map(|one| one.file.clone()).collect();
        }
    }
}

fn read_about(page: &Page<'_>, course: &mut Course, limits: Limits) -> Limits {
    let table = page.root(form::Course::FORM);
    if let Some(name) = table.get("name").and_then(|name| name.words()) {
        course.name = name.to_owned();
    }
    limits::read(&table, limits)
}

fn report_equal_files(files: &[CourseFile], pages: &[Page<'_>]) {
    let mut seen = BTreeMap::new();
    for (file, page) in files.iter().zip(pages) {
        if let Some(first) = seen.insert(file.file_name(), page.path()) {
            let message = format!("There is another `{}`.", file.file_name());
            page.report(0..0, message, Some(format!("Rename this file or `{first}`.")));
        }
    }
}

fn report_relations(exercises: &[exercise::Read<'_>]) {
    report_equal_orders(exercises);
    report_shared_files(exercises);
    for read in exercises {
        report_equal(read.uses.iter(), |id| format!("`{id}` is named twice."));
        for item in &read.uses {
            report_use(item, read, exercises);
        }
    }
}

fn report_equal_orders(exercises: &[exercise::Read<'_>]) {
    let mut seen = BTreeMap::new();
    for read in exercises {
        let Some(item) = &read.order else { continue };
        if let Some(first) = seen.insert(read.exercise.order, &read.exercise.id) {
            let message = format!("The exercise `{first}` has the same `order`.");
            item.report(message, "Give each exercise a number of its own.");
        }
    }
}

/// Two exercises in one file. Those that name their file come last, so that there is a place
/// to point at.
fn report_shared_files(exercises: &[exercise::Read<'_>]) {
    let (named, unnamed): (Vec<_>, Vec<_>) = exercises.iter().partition(|read| read.file.is_some());
    let mut seen = BTreeMap::new();
    for read in unnamed.into_iter().chain(named) {
        let first = seen.insert(&read.exercise.file, &read.exercise.id);
        if let (Some(first), Some(item)) = (first, &read.file) {
            let message = format!("The exercise `{first}` has the same file.");
            item.report(message, "Give each exercise a file of its own.");
        }
    }
}

/// An exercise may use earlier ones only: so there is no cycle, and each can be judged with
/// what came before it.
fn report_use(item: &Item<'_>, read: &exercise::Read<'_>, exercises: &[exercise::Read<'_>]) {
    let used = item.value.as_str().unwrap_or_default().trim();
    let Some(other) = exercises.iter().find(|other| other.exercise.id == used) else {
        let ids: Vec<&str> = exercises.iter().map(|other| other.exercise.id.as_str()).collect();
        let help = did_you_mean(used, &ids)
            .unwrap_or_else(|| format!("The exercises are {}.", quoted(ids.iter().copied())));
        item.report(format!("There is no exercise `{used}`."), help);
        return;
    };
    if other.exercise.id == read.exercise.id {
        item.report("An exercise cannot use itself.", "Name earlier exercises only.");
    } else if other.exercise.is_program() {
        item.report(format!("`{used}` is a program: nobody else can call it."), "Name other exercises only.");
    } else if read.order.is_some() && other.order.is_some() && other.exercise.order > read.exercise.order {
        let message = format!("`{used}` comes later in the course than this exercise.");
        item.report(message, "Name earlier exercises only, or change an `order`.");
    }
}
