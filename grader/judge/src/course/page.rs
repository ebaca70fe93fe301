//! A file of a course while it is read: its table, and the problems found so far.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::DeTable;

use super::CourseFile;
use super::problem::Problem;
use super::table::Table;
use crate::form::Form;

/// A file that is being read.
pub(crate) struct Page<'a> {
    file: &'a CourseFile,
    text: Arc<str>,
    root: Spanned<DeTable<'a>>,
    /// Lines that are not TOML.
    breaks: BTreeSet<usize>,
    /// A cell, because every value that is read keeps a reference to its page.
    problems: RefCell<Vec<Problem>>,
}

impl<'a> Page<'a> {
    /// Parses a file. Where it is no TOML, that is reported and the rest is read all the same.
    pub(crate) fn parse(file: &'a CourseFile) -> Self {
        let (root, errors) = DeTable::parse_recoverable(&file.text);
        let mut page = Self {
            file,
            text: Arc::from(file.text.as_str()),
            root,
            breaks: BTreeSet::new(),
            problems: RefCell::default(),
        };
        for error in errors {
            let span = error.span().unwrap_or_default();
            page.report(span.clone(), format!("This is not TOML: {}.", error.message()), None);
            let line = page.line(span.start);
            page.breaks.insert(line);
        }
        page
    }

    /// The table of the whole file.
    pub(crate) fn root(&self, form: Form) -> Table<'_> {
        Table::new(self, form, self.root.span(), self.root.get_ref())
    }

    /// The file's path as its author knows it.
    pub(crate) fn path(&self) -> &'a str {
        &self.file.path
    }

    /// The file's text.
    pub(crate) fn text(&self) -> &'a str {
        &self.file.text
    }

    /// Reports what stands in the file and should not. On a line that is not TOML nothing
    /// more is said.
    pub(crate) fn report(&self, span: Range<usize>, message: impl Into<String>, help: Option<String>) {
        let problem = Problem::new(self.path(), &self.text, span, message.into(), help);
        if !self.breaks.contains(&problem.line) {
            self.problems.borrow_mut().push(problem);
        }
    }

    /// Reports what is missing in the file. It may be missing only because the parser of TOML
    /// could not read it, so a file with errors of that kind is not told.
    pub(crate) fn report_missing(
        &self,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        if self.breaks.is_empty() {
            self.report(span, message, Some(help.into()));
        }
    }

    fn line(&self, offset: usize) -> usize {
        let before = &self.text.as_bytes()[..offset.min(self.text.len())];
        before.iter().filter(|&&byte| byte == b'\n').count() + 1
    }

    /// The problems of the file, by position.
    pub(crate) fn into_problems(self) -> Vec<Problem> {
        let mut problems = self.problems.into_inner();
        problems.sort_by_key(|problem| (problem.span.start, problem.span.end));
        problems
    }
}
