//! The source of an exercise on a page, with the lines marked that something is said of.

use askama::Template;
use askama::filters::HtmlSafe;
use grader_judge::report::{ExerciseReport, Verdict};

use super::places::Note;
use super::rust::{Kind, Lexer};
use super::student::Reader;

/// A comment at the beginning of a file that is longer is folded: it is the lesson.
const LONGEST_OPEN: usize = 6;

#[derive(Template)]
#[template(path = "code.html", whitespace = "minimize")]
pub(super) struct Source<'a> {
    file: &'a str,
    count: usize,
    /// So many lines at the beginning are folded.
    folded: usize,
    lines: Vec<Line<'a>>,
    is_open: bool,
}

#[derive(Template)]
#[template(path = "line.html")]
struct Line<'a> {
    number: usize,
    text: &'a str,
    pieces: Vec<(Kind, &'a str)>,
    anchor: Option<String>,
    is_marked: bool,
    notes: Vec<Note>,
}

/// Their templates have escaped all of them.
impl HtmlSafe for Source<'_> {}
impl HtmlSafe for Line<'_> {}

impl<'a> Source<'a> {
    /// That of an exercise, where it is known.
    pub(super) fn of(exercise: &ExerciseReport, reader: &Reader<'a>) -> Option<Self> {
        let (id, text) = reader.sources?.get_key_value(&exercise.exercise)?;
        let file = reader.files.get(id)?;
        let mut lexer = Lexer::default();
        let line = |(number, text)| {
            let notes = reader.places.notes(id, number).to_vec();
            let (anchor, is_marked) = (reader.places.anchor(id, number), !notes.is_empty());
            Line { number, text, pieces: lexer.line(text), anchor, is_marked, notes }
        };
        let lines: Vec<_> = (1..).zip(text.lines()).map(line).collect();
        Some(Self {
            file,
            count: lines.len(),
            folded: folded(&lines),
            lines,
            is_open: exercise.verdict != Verdict::Accepted,
        })
    }

    fn lesson(&self) -> &[Line<'a>] {
        &self.lines[..self.folded]
    }

    fn rest(&self) -> &[Line<'a>] {
        &self.lines[self.folded..]
    }
}

/// So many lines at the beginning are a long comment about the file of which nothing is said.
fn folded(lines: &[Line<'_>]) -> usize {
    let is_about = |line: &&Line<'_>| {
        line.anchor.is_none() && (line.text.starts_with("//!") || line.text.trim().is_empty())
    };
    let count = lines.iter().take_while(is_about).count();
    if count > LONGEST_OPEN { count } else { 0 }
}
