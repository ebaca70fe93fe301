//! Where reports go: to standard output in one format, and to files in any.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use grader_judge::escape::Raw;
use grader_judge::report::Student;

use super::report_file::{self, ReportFile};
use super::terminal::{print, say};
use crate::report::{Format, Identity, NotOne, Report, Setting};
use crate::roster::{self, Roster};

/// What commands take that have a report.
#[derive(Debug, clap::Args)]
pub(super) struct Output {
    /// What goes to standard output
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Write a report to a file as well, whole or not at all; may be repeated
    #[arg(long = "report", value_name = "FORMAT=PATH", value_parser = report_file::parse)]
    reports: Vec<(Format, PathBuf)>,
    /// Tell of hidden checks in what students may see, too
    #[arg(long)]
    reveal: bool,
    /// Who is in the class, as CSV with the columns id, name, email and section, or some of them
    #[arg(long, value_name = "FILE")]
    roster: Option<PathBuf>,
}

/// The same, once it is known that all of it can be done.
pub(super) struct Checked<'a> {
    output: &'a Output,
    files: Vec<ReportFile<'a>>,
    roster: Option<Roster>,
}

impl Output {
    /// Finds out before anything is graded what cannot be written or read.
    pub(super) fn check(&self) -> Result<Checked<'_>> {
        let paths: Vec<_> = self.reports.iter().map(|(_, path)| path).collect();
        if let Some(twice) = paths.iter().enumerate().find(|(index, path)| paths[..*index].contains(path)) {
            bail!("two reports would be written to {}; name another file for one", twice.1.display());
        }
        let files = self.reports.iter().map(ReportFile::check).collect::<Result<Vec<_>>>()?;
        let roster = self.roster.as_deref().map(roster::read).transpose()?;
        Ok(Checked { output: self, files, roster })
    }
}

impl Checked<'_> {
    /// What formats have to know besides what came of so many submissions.
    pub(super) fn setting(&self, submissions: usize, folder: String) -> Result<Setting> {
        let Output { format, reports, reveal, .. } = self.output;
        let formats = || reports.iter().map(|(format, _)| *format).chain([*format]);
        let is_of_one = |(format, _): &(Format, PathBuf)| format.is_of_one() && !format.is_folder();
        if submissions != 1 && (format.is_of_one() || reports.iter().any(is_of_one)) {
            bail!(NotOne { count: submissions });
        }
        let identity = if formats().any(|format| format == Format::Classroom50) {
            Identity::read(|name| env::var(name).ok()).map_err(|missing| {
                let missing = missing.join(", ");
                anyhow!(
                    "Classroom 50 says in the environment whose submission it is, and {missing} is not set"
                )
            })?
        } else {
            Identity::default()
        };
        Ok(Setting { reveal: *reveal, folder, identity, ..Setting::default() })
    }

    /// Whether a report would take the place of another file.
    pub(super) fn replaces(&self, path: &Path) -> bool {
        let real = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path)).ok();
        self.output.reports.iter().any(|(_, report)| real(report) == real(path))
    }

    /// Whether a report shows what was handed in.
    pub(super) fn shows_sources(&self) -> bool {
        let Output { format, reports, .. } = self.output;
        format.shows_sources() || reports.iter().any(|(format, _)| format.shows_sources())
    }

    /// Writes all reports. All are tried, the files first: what was graded must not be lost with one of them.
    pub(super) fn write(&self, mut report: Report, setting: &Setting) -> Result<()> {
        if let Some(roster) = &self.roster {
            // A format about one submission has no room for those who have none.
            let adds = !self.output.format.is_of_one() && self.files.iter().all(|file| !file.is_of_one());
            attend(roster, &mut report, adds);
        }
        let written: Vec<Result<()>> = self.files.iter().map(|file| file.write(&report, setting)).collect();
        let text = self.output.format.render(&report, setting);
        let printed = text.map_err(Into::into).and_then(|text| print(&text));
        let mut errors = written.into_iter().chain([printed]).filter_map(Result::err);
        if let Some(first) = errors.next() {
            errors.for_each(|error| say(&format!("error: {error:#}")));
            return Err(first);
        }
        Ok(())
    }
}

/// Says whose submissions these are, and adds those who have handed in nothing.
fn attend(roster: &Roster, report: &mut Report, adds: bool) {
    let attendance = roster.assign(&mut report.submissions);
    if !attendance.unknown.is_empty() {
        let names: Vec<_> = attendance.unknown.iter().map(Raw::for_terminal).collect();
        say(&format!("not in the roster, or more than one of it: {}", names.join(", ")));
    }
    for (student, count) in &attendance.several {
        say(&format!("{} has {count} submissions", called(student)));
    }
    if !attendance.missing.is_empty() {
        let names: Vec<_> = attendance.missing.iter().map(called).collect();
        say(&format!("handed in nothing: {}", names.join(", ")));
    }
    if let Some(like) = report.submissions.first().cloned().filter(|_| adds) {
        report.submissions.extend(attendance.missing.iter().map(|student| roster::blank(student, &like)));
    }
}

fn called(student: &Student) -> String {
    let parts = [&student.name, &student.id, &student.email];
    parts.into_iter().flatten().next().map(Raw::for_terminal).unwrap_or_default()
}
