//! What a course promises: stubs, references, `accepted/`, `wrong/`, and the mistakes that are made of
//! the references.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use grader_judge::course::Exercise;

use super::header;
use super::mutant::{self, Mutant};
use super::outcome::Outcome;
use super::survivors::{self, Reason};
use crate::course::LoadedCourse;
use crate::report::verification::Shortfall;

/// What a course promises of its exercises.
#[derive(Debug, Clone, PartialEq)]
pub struct Corpus {
    /// In the order of the course.
    pub exercises: Vec<Promised>,
    /// Files that belong to no exercise.
    pub(super) strays: Vec<Shortfall>,
}

/// What a course promises of one exercise.
#[derive(Debug, Clone, PartialEq)]
pub struct Promised {
    /// Its id.
    pub exercise: String,
    /// Reference, stub, right and wrong answers.
    pub entries: Vec<Entry>,
    /// Mistakes made of the reference, if they are wanted and there is one.
    pub mutants: Option<Vec<Mutant>>,
    /// Why some of these are none.
    pub(super) reasons: Vec<Reason>,
    /// What is wrong with the files as such.
    pub(super) shortfalls: Vec<Shortfall>,
}

/// An answer and what must come of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Where it is, such as `solutions/wrong/basic_wait/no_wait.rs`.
    pub file: String,
    /// What it is there for.
    pub kind: Kind,
    /// Its text.
    pub source: String,
    /// What must come of it; nothing where a wrong answer does not say it.
    pub expected: Option<Outcome>,
    /// Words that a student must read.
    pub because: Option<String>,
}

/// What an answer is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The course's own answer.
    Reference,
    /// What students begin with.
    Stub,
    /// Another right answer.
    Accepted,
    /// A wrong answer.
    Wrong,
}

/// Why it cannot be said what a course promises.
#[derive(Debug, thiserror::Error)]
pub enum CorpusError {
    /// A file or folder cannot be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// The system's reason.
        #[source]
        source: io::Error,
    },
    /// Reasons for survivors that are not written as they should be.
    #[error("{file} cannot be read:\n\n{problem}")]
    Survivors {
        /// Which.
        file: String,
        /// The place and the parser's reason.
        problem: toml::de::Error,
    },
}

/// The folders of answers, each with a folder for each exercise.
const ANSWERS: [(&str, Kind); 2] = [("accepted", Kind::Accepted), ("wrong", Kind::Wrong)];

/// Where reasons are.
const SURVIVORS: &str = "survivors";

impl Corpus {
    /// Reads what the course in a folder promises of some exercises; with mutants, if these are wanted.
    ///
    /// # Errors
    /// Where a file cannot be read.
    pub fn read(
        folder: &Path,
        course: &LoadedCourse,
        wanted: &BTreeSet<String>,
        with_mutants: bool,
    ) -> Result<Self, CorpusError> {
        let all = &course.course.exercises;
        let source = Source { folder, solutions: folder.join("../solutions"), course, with_mutants };
        let exercises = all.iter().filter(|exercise| wanted.contains(&exercise.id));
        let exercises = exercises.map(|exercise| source.promised(exercise)).collect::<Result<_, _>>()?;
        // They are nobody's, so they are told where everybody's are.
        let strays = if wanted.len() == all.len() { source.strays()? } else { Vec::new() };
        Ok(Self { exercises, strays })
    }

    /// How many gradings it takes.
    pub fn gradings(&self) -> usize {
        let of = |one: &Promised| one.entries.len() + one.mutants.as_ref().map_or(0, Vec::len);
        self.exercises.iter().map(of).sum()
    }
}

/// Where a course is.
struct Source<'a> {
    folder: &'a Path,
    solutions: PathBuf,
    course: &'a LoadedCourse,
    with_mutants: bool,
}

impl Source<'_> {
    fn promised(&self, exercise: &Exercise) -> Result<Promised, CorpusError> {
        let mut promised = Promised {
            exercise: exercise.id.clone(),
            entries: Vec::new(),
            mutants: None,
            reasons: Vec::new(),
            shortfalls: Vec::new(),
        };
        self.add_reference(exercise, &mut promised);
        let stub = &self.course.stubs[&exercise.id];
        let file = format!("{}/{}", name(self.folder), exercise.file);
        promised.entries.push(entry(file, Kind::Stub, stub, Outcome::NotStarted));
        for (folder, kind) in ANSWERS {
            self.add_answers(exercise, folder, kind, &mut promised)?;
        }
        self.add_reasons(exercise, &mut promised)?;
        Ok(promised)
    }

    fn add_reference(&self, exercise: &Exercise, promised: &mut Promised) {
        let file = format!("solutions/{}", exercise.file);
        let Some(source) = self.course.references.get(&exercise.id) else {
            let why = "The exercise has no reference: write its answer here.";
            promised.shortfalls.push(Shortfall::file(file, None, why));
            return;
        };
        promised.entries.push(entry(file.clone(), Kind::Reference, source, Outcome::FullMarks));
        match mutant::mutants(source) {
            _ if !self.with_mutants => {}
            Ok(mutants) => promised.mutants = Some(mutants),
            Err(why) => {
                let why = format!("No mistakes can be made of it, because it cannot be read: {why}.");
                promised.shortfalls.push(Shortfall::file(file, None, why));
            }
        }
    }

    fn add_answers(
        &self,
        exercise: &Exercise,
        folder: &str,
        kind: Kind,
        promised: &mut Promised,
    ) -> Result<(), CorpusError> {
        for path in members(&self.solutions.join(folder).join(&exercise.id))? {
            let file = format!("solutions/{folder}/{}/{}", exercise.id, name(&path));
            if !is_rust(&path) {
                promised.shortfalls.push(Shortfall::file(
                    file,
                    None,
                    "It is no Rust file, so nobody grades it.",
                ));
                continue;
            }
            let source = read(&path)?;
            if kind == Kind::Accepted {
                promised.entries.push(entry(file, kind, &source, Outcome::FullMarks));
                continue;
            }
            let head = header::read(&source, exercise);
            let told = head.problems.into_iter();
            promised
                .shortfalls
                .extend(told.map(|(line, why)| Shortfall::file(file.clone(), Some(line), why)));
            let (expected, because) = (head.expected, head.because);
            promised.entries.push(Entry { file, kind, source, expected, because });
        }
        Ok(())
    }

    fn add_reasons(&self, exercise: &Exercise, promised: &mut Promised) -> Result<(), CorpusError> {
        let path = self.solutions.join(SURVIVORS).join(format!("{}.toml", exercise.id));
        if path.exists() {
            let text = read(&path)?;
            let file = reasons_file(&exercise.id);
            promised.reasons =
                survivors::read(&text).map_err(|problem| CorpusError::Survivors { file, problem })?;
        }
        Ok(())
    }

    /// What lies beside the answers and belongs to no exercise: nobody would ever grade it.
    fn strays(&self) -> Result<Vec<Shortfall>, CorpusError> {
        let mut strays = Vec::new();
        for folder in ANSWERS.map(|(folder, _)| folder).into_iter().chain([SURVIVORS]) {
            for path in members(&self.solutions.join(folder))? {
                let is_of_one = if folder == SURVIVORS {
                    path.extension().is_some_and(|extension| extension == "toml")
                } else {
                    path.is_dir()
                };
                let id = path.file_stem().unwrap_or_default().to_string_lossy();
                if !is_of_one || self.course.course.exercise(&id).is_none() {
                    let file = format!("solutions/{folder}/{}", name(&path));
                    strays.push(Shortfall::file(file, None, "It belongs to no exercise of the course."));
                }
            }
        }
        Ok(strays)
    }
}

/// Where the reasons of an exercise are.
pub(super) fn reasons_file(exercise: &str) -> String {
    format!("solutions/{SURVIVORS}/{exercise}.toml")
}

fn entry(file: String, kind: Kind, source: &str, expected: Outcome) -> Entry {
    Entry { file, kind, source: source.to_owned(), expected: Some(expected), because: None }
}

/// What is in a folder, by name, but for what is hidden; nothing where there is no folder.
fn members(folder: &Path) -> Result<Vec<PathBuf>, CorpusError> {
    let failed = |source| CorpusError::Read { path: folder.to_owned(), source };
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(failed)?,
    };
    let mut members = Vec::new();
    for entry in entries {
        let path = entry.map_err(failed)?.path();
        if !name(&path).starts_with('.') {
            members.push(path);
        }
    }
    members.sort();
    Ok(members)
}

fn is_rust(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "rs")
}

fn read(path: &Path) -> Result<String, CorpusError> {
    fs::read_to_string(path).map_err(|source| CorpusError::Read { path: path.to_owned(), source })
}

/// The last part of a path.
fn name(path: &Path) -> String {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
