//! Pages for people: a folder with one for the class and two for each student, or a single one.
//!
//! Each page stands alone: it needs no network, no other file and no script. A student's holds nothing that
//! is hidden from students, and nothing of others; an instructor's holds all. Templates escape what they are
//! given, no page holds a control character or one that is invisible, and a browser runs nothing in it but
//! the script of ours.

mod check;
mod class;
mod code;
mod document;
mod exercise;
mod names;
mod places;
mod rust;
mod student;
mod text;
mod timeline;

use std::collections::BTreeMap;

use grader_judge::escape::visible;
use grader_judge::report::SubmissionReport;

use self::student::{Audience, Links};
use super::{NotOne, Report, Setting};

/// What the pages say of who made them; by it we know our own.
pub const GENERATOR: &str = concat!("grader ", env!("CARGO_PKG_VERSION"));

/// The page of the class, in the folder.
pub const INDEX: &str = "index.html";
/// The folder of the instructor's pages.
pub const INSTRUCTOR: &str = "instructor";
/// The folder of the pages that students may see.
pub const STUDENTS: &str = "students";

/// A page of the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Where it lies in the folder.
    pub path: String,
    /// HTML.
    pub text: String,
}

/// All pages of the folder, one after the other: each is made when it is asked for.
pub fn pages<'a>(report: &'a Report, setting: &'a Setting) -> impl Iterator<Item = Page> + 'a {
    let files = names::files(report.submissions.iter().map(|one| one.submission.for_terminal()));
    let index = Page { path: INDEX.to_owned(), text: finished(&class::page(report, &files)) };
    let each = (0..files.len()).flat_map(move |place| {
        let links = Links::of(report, &files, place);
        let instructor = of_one(report, setting, place, Audience::Instructor(Some(links)));
        let student = of_one(report, setting, place, Audience::Student);
        let file = &files[place];
        [
            Page { path: format!("{INSTRUCTOR}/{file}"), text: instructor },
            Page { path: format!("{STUDENTS}/{file}"), text: student },
        ]
    });
    std::iter::once(index).chain(each)
}

/// Whether a page is one that we made.
pub fn is_ours(page: &str) -> bool {
    page.contains("<meta name=\"generator\" content=\"grader ")
}

/// The page of the only submission.
pub(super) fn render(report: &Report, setting: &Setting) -> Result<String, NotOne> {
    report.only()?;
    let audience = if setting.reveal { Audience::Instructor(None) } else { Audience::Student };
    Ok(of_one(report, setting, 0, audience))
}

fn of_one(report: &Report, setting: &Setting, place: usize, audience: Audience) -> String {
    let all = &report.submissions[place];
    let shown: SubmissionReport;
    let submission = match audience {
        Audience::Instructor(_) => all,
        Audience::Student => {
            shown = super::for_student(all);
            &shown
        }
    };
    let files = files(submission, setting);
    finished(&student::page(report, submission, setting.sources.get(place), &files, audience))
}

/// The file of each exercise.
fn files(submission: &SubmissionReport, setting: &Setting) -> BTreeMap<String, String> {
    let ids = submission.exercises.iter().map(|exercise| &exercise.exercise);
    let file = |id: &String| setting.files.get(id).cloned().unwrap_or_else(|| format!("src/{id}.rs"));
    ids.map(|id| (id.clone(), file(id))).collect()
}

/// A page as text, in which nothing acts without being seen.
fn finished(page: &impl askama::Template) -> String {
    let mut text = page.render().expect("writes to memory");
    text.push('\n');
    visible(&text).into_owned()
}

#[cfg(test)]
mod tests;
