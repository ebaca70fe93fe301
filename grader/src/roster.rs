//! A class as its teacher knows it: who is in it, and whose each submission is.
//!
//! Platforms name folders and archives in their own ways: by an id, by an e-mail address, by a name and a
//! number. A submission is somebody's where its name says so and could be nobody else's.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use csv::{ReaderBuilder, StringRecord, Trim};
use grader_judge::escape::Raw;
use grader_judge::report::{ExerciseReport, Student, SubmissionReport, Verdict};

use crate::report::blank;

/// Those who are in a class.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Roster {
    students: Vec<Student>,
}

/// Why a roster cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum RosterError {
    /// The file cannot be read.
    #[error("cannot read the roster {}; see that it is there, and that you may read it", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        #[source]
        source: io::Error,
    },
    /// It is no table.
    #[error(
        "the roster {} is no CSV: write a line of headings, such as id,name,email,section, and a line for each \
         student", path.display()
    )]
    Table {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        #[source]
        source: csv::Error,
    },
    /// Nothing tells students apart.
    #[error(
        "the roster {} has no column `id`, `name` or `email` by which submissions are known; its headings are \
         {found}", path.display()
    )]
    NoColumn {
        /// The file.
        path: PathBuf,
        /// Its headings.
        found: String,
    },
    /// Two are one.
    #[error("the roster {} has two students with the {what} {value}, the second on line {line}", path.display())]
    Twice {
        /// The file.
        path: PathBuf,
        /// `id` or `email`.
        what: &'static str,
        /// What both have.
        value: String,
        /// Where it stands for the second time.
        line: u64,
    },
}

/// What became of a class.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attendance {
    /// Submissions that are nobody's of the roster, or could be several people's.
    pub unknown: Vec<Raw>,
    /// Those who have handed in nothing.
    pub missing: Vec<Student>,
    /// Those who have handed in more than once, and how often.
    pub several: Vec<(Student, usize)>,
}

/// The columns that are of interest.
#[derive(Debug, Default)]
struct Columns {
    id: Option<usize>,
    name: Option<usize>,
    email: Option<usize>,
    section: Option<usize>,
}

/// Reads a roster.
///
/// # Errors
/// Where it is no table with a column that tells students apart.
pub fn read(path: &Path) -> Result<Roster, RosterError> {
    let bytes = fs::read(path).map_err(|source| RosterError::Read { path: path.to_owned(), source })?;
    let table = |source| RosterError::Table { path: path.to_owned(), source };
    // Spreadsheets write a mark first, and in some countries semicolons.
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    let head = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let semicolons = head.contains(&b';') && !head.contains(&b',');
    let delimiter = if semicolons { b';' } else { b',' };
    let mut lines =
        ReaderBuilder::new().delimiter(delimiter).trim(Trim::All).flexible(true).from_reader(bytes);
    let columns = columns(lines.headers().map_err(table)?, path)?;
    let mut roster = Roster::default();
    let (mut ids, mut emails) = (BTreeSet::new(), BTreeSet::new());
    for line in lines.records() {
        let line = line.map_err(table)?;
        let student = columns.student(&line);
        let is_blank = [&student.id, &student.name, &student.email].into_iter().all(Option::is_none);
        if is_blank {
            continue;
        }
        for (what, value, seen) in [("id", &student.id, &mut ids), ("email", &student.email, &mut emails)] {
            let is_new = value.as_ref().is_none_or(|value| seen.insert(value.to_compare().to_lowercase()));
            if !is_new {
                let value = value.as_ref().map(Raw::for_terminal).unwrap_or_default();
                let line = line.position().map_or(0, csv::Position::line);
                return Err(RosterError::Twice { path: path.to_owned(), what, value, line });
            }
        }
        roster.students.push(student);
    }
    Ok(roster)
}

fn columns(head: &StringRecord, path: &Path) -> Result<Columns, RosterError> {
    let find = |names: &[&str]| head.iter().position(|heading| names.contains(&folded(heading).as_str()));
    let columns = Columns {
        id: find(&["id", "studentid", "sisuserid", "sid", "idnumber", "username", "login"]),
        name: find(&["name", "fullname", "student", "studentname"]),
        email: find(&["email", "emailaddress", "mail"]),
        section: find(&["section", "group", "class"]),
    };
    if columns.id.or(columns.name).or(columns.email).is_none() {
        let found =
            head.iter().map(|heading| Raw::new(heading).for_terminal()).collect::<Vec<_>>().join(", ");
        return Err(RosterError::NoColumn { path: path.to_owned(), found });
    }
    Ok(columns)
}

impl Columns {
    fn student(&self, line: &StringRecord) -> Student {
        let cell = |column: Option<usize>| {
            let text = line.get(column?)?;
            (!text.is_empty()).then(|| Raw::new(text))
        };
        Student {
            id: cell(self.id),
            name: cell(self.name),
            email: cell(self.email),
            section: cell(self.section),
        }
    }
}

impl Roster {
    /// Tells of each submission whose it is.
    pub fn assign(&self, submissions: &mut [SubmissionReport]) -> Attendance {
        let mut attendance = Attendance::default();
        let mut counts = vec![0_usize; self.students.len()];
        for submission in submissions {
            let known = self.owner(submission.submission.to_compare());
            if let Some(index) = known {
                counts[index] += 1;
                submission.student = Some(self.students[index].clone());
            } else {
                attendance.unknown.push(submission.submission.clone());
            }
        }
        for (student, count) in self.students.iter().zip(counts) {
            match count {
                0 => attendance.missing.push(student.clone()),
                1 => {}
                _ => attendance.several.push((student.clone(), count)),
            }
        }
        attendance
    }

    /// The only one whose a submission of this name can be.
    fn owner(&self, name: &str) -> Option<usize> {
        // The second of one name is `smith (2)`.
        let name =
            name.rsplit_once(" (").filter(|(_, number)| is_number(number)).map_or(name, |(name, _)| name);
        let rules: [&dyn Fn(&Student) -> bool; 4] = [
            &|student| student.keys().any(|key| key == folded(name)),
            // Before an id or a number of the platform: `Ada Lovelace_123_assignsubmission_file`.
            &|student| {
                name.split_once('_').is_some_and(|(first, _)| student.keys().any(|key| key == folded(first)))
            },
            &|student| {
                student.id.as_ref().is_some_and(|id| parts(name).any(|part| part == folded(id.to_compare())))
            },
            // Without blanks, and the last name first: `lovelaceada_4711_file`.
            &|student| {
                let first = folded(name.split(['_', '-']).next().unwrap_or_default());
                student.name.as_ref().is_some_and(|name| turned(name.to_compare()) == first)
            },
        ];
        let is_owner = |student: &Student| rules.iter().any(|rule| rule(student));
        let mut owners = self.students.iter().enumerate().filter(|(_, student)| is_owner(student));
        match (owners.next(), owners.next()) {
            (Some((index, _)), None) => Some(index),
            _ => None,
        }
    }
}

fn is_number(text: &str) -> bool {
    text.strip_suffix(')')
        .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

trait Keys {
    /// What submissions of somebody's are called.
    fn keys(&self) -> impl Iterator<Item = String>;
}

impl Keys for Student {
    fn keys(&self) -> impl Iterator<Item = String> {
        let email = self.email.as_ref().map(Raw::to_compare);
        let local = email.and_then(|email| email.split_once('@')).map(|(local, _)| local);
        let texts =
            [self.id.as_ref().map(Raw::to_compare), self.name.as_ref().map(Raw::to_compare), email, local];
        texts.into_iter().flatten().map(folded)
    }
}

/// Letters and digits alone, small ones.
fn folded(text: &str) -> String {
    text.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The pieces of a name between characters that are no letters or digits.
fn parts(name: &str) -> impl Iterator<Item = String> {
    name.split(|char: char| !char.is_alphanumeric()).filter(|part| !part.is_empty()).map(folded)
}

/// A name with its last part first.
fn turned(name: &str) -> String {
    let parts: Vec<_> = name.split_whitespace().collect();
    parts.split_last().map_or_else(String::new, |(last, first)| folded(last) + &folded(&first.concat()))
}

/// The report of somebody who has handed in nothing, made like that of another.
pub fn blank(student: &Student, like: &SubmissionReport) -> SubmissionReport {
    let name = [&student.id, &student.email, &student.name].into_iter().flatten().next();
    let blank = |exercise: &ExerciseReport| blank::exercise(exercise, Verdict::NotSubmitted, None);
    SubmissionReport {
        submission: name.cloned().unwrap_or_else(|| Raw::new("")),
        student: Some(student.clone()),
        score: 0.0,
        max_score: like.max_score,
        exercises: like.exercises.iter().map(blank).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roster(text: &str) -> Result<Roster, String> {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("roster.csv");
        fs::write(&path, text).unwrap();
        read(&path).map_err(|error| {
            let path = path.display().to_string();
            error.to_string().replace(&path, "roster.csv")
        })
    }

    const CLASS: &str = "id,name,email,section\n4711,Ada Lovelace,ada@x.test,A\n\
        4712,Bela Bartok,bela.bartok@x.test,B\n4713,Ada Byron,byron@x.test,A\n";

    #[test]
    fn submissions_are_known_by_what_platforms_call_them() {
        let class = roster(CLASS).unwrap();
        let owner = |name: &str| class.owner(name).map(|index| class.students[index].id.clone().unwrap());
        for (name, id) in [
            ("4711", "4711"),
            ("ada", "4711"),
            ("Ada Lovelace", "4711"),
            ("ada@x.test", "4711"),
            ("bela.bartok", "4712"),
            ("Bela Bartok_88_assignsubmission_file", "4712"),
            ("lovelaceada_123_456_exercises", "4711"),
            ("group-4713-final", "4713"),
            ("byron (2)", "4713"),
        ] {
            assert_eq!(owner(name), Some(Raw::new(id)), "{name}");
        }
        for nobody in ["carl", "471", "", "4711-4712", "lovelace"] {
            assert_eq!(owner(nobody), None, "{nobody}");
        }
    }

    #[test]
    fn whose_name_is_said_in_two_ways_is_nobodys() {
        let class = roster("id,name\n12,Bob Stone\n77,John Smith\n").unwrap();
        assert_eq!(class.owner("smithjohn_12_99_exercises"), None);
        assert_eq!(class.owner("smithjohn_99_98_exercises"), Some(1));
        assert!(roster("email\na.b@x.test\nab@x.test\n").is_ok(), "these are two addresses");
        assert!(roster("email\nab@x.test\nAB@x.test\n").unwrap_err().contains("two students with the email"));
    }

    #[test]
    fn those_with_one_name_are_told_apart_or_nobodys() {
        let class = roster("name,email\nAda,a@x.test\nAda,b@x.test\n").unwrap();
        assert_eq!(class.owner("Ada"), None);
        assert_eq!(class.owner("b@x.test"), Some(1));
    }

    #[test]
    fn spreadsheets_write_rosters_in_their_own_ways() {
        let class = roster("\u{feff}Student ID;E-mail;Group\r\n 7 ; x@y.test ;\r\n;;\r\n").unwrap();
        let student =
            Student { id: Some(Raw::new("7")), email: Some(Raw::new("x@y.test")), ..Student::default() };
        assert_eq!(class.students, [student]);
    }

    #[test]
    fn what_is_wrong_with_a_roster_is_said() {
        let wrong = |text: &str| roster(text).unwrap_err();
        assert!(
            wrong("points,grade\n1,2\n").contains("no column `id`, `name` or `email`"),
            "{}",
            wrong("x\n")
        );
        let twice = wrong("id,name\n1,a\n2,b\n1,c\n");
        assert_eq!(twice, "the roster roster.csv has two students with the id 1, the second on line 4");
        assert!(read(Path::new("/nowhere/x.csv")).unwrap_err().to_string().contains("see that it is there"));
    }
}
