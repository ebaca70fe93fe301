//! What is wrong with a course, told to its author as rustc tells what is wrong with code.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

/// Columns that a snippet is cut to.
const WIDTH: usize = 80;

/// Columns before a help, in a file of up to 999 lines.
const HELP_LABEL: usize = "    = help: ".len();

/// One thing that the author of a course has to change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file as it was named to the reader, such as `checks/basic_wait.toml`.
    pub file: String,
    /// Counted from 1.
    pub line: usize,
    /// Counted from 1, in characters.
    pub column: usize,
    /// Bytes of the file; never more than one line.
    pub span: Range<usize>,
    /// What is wrong: a sentence.
    pub message: String,
    /// What to do about it: a sentence.
    pub help: Option<String>,
    /// The whole file, for the snippet.
    text: Arc<str>,
}

impl Problem {
    /// A problem at `span` of a file. What of the span lies outside of the text, or beyond the
    /// end of its first line, is cut off.
    pub(crate) fn new(
        file: &str,
        text: &Arc<str>,
        span: Range<usize>,
        message: String,
        help: Option<String>,
    ) -> Self {
        let span = on_one_line(text, span);
        let before = &text[..span.start];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self {
            file: file.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            span,
            message,
            help,
            text: Arc::clone(text),
        }
    }
}

fn on_one_line(text: &str, span: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(span.start);
    let line_end = text[start..].find(['\r', '\n']).map_or(text.len(), |length| start + length);
    start..text.floor_char_boundary(span.end).clamp(start, line_end)
}

/// Writes a problem with its snippet, without colours.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let snippet = Snippet::source(self.text.as_ref())
            .path(self.file.as_str())
            .annotation(AnnotationKind::Primary.span(self.span.clone()));
        let report = Level::ERROR.primary_title(self.message.as_str()).element(snippet);
        let report = report.elements(self.help.as_deref().map(|help| Level::HELP.message(wrapped(help))));
        let renderer = Renderer::plain().decor_style(DecorStyle::Ascii).term_width(WIDTH);
        f.write_str(renderer.render(&[report]).trim_end())
    }
}

/// Breaks a text between words, so that it fits beside its label.
fn wrapped(text: &str) -> String {
    let mut lines = String::new();
    let mut width = 0;
    for word in text.split(' ') {
        let length = word.chars().count();
        let fits = width + 1 + length <= WIDTH - HELP_LABEL;
        match (width, fits) {
            (0, _) => {}
            (_, true) => lines.push(' '),
            (_, false) => lines.push('\n'),
        }
        width = if fits && width > 0 { width + 1 + length } else { length };
        lines.push_str(word);
    }
    lines
}

/// All that is wrong with a course, by file and position. Never empty.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", rendered(.0))]
pub struct Problems(pub Vec<Problem>);

fn rendered(problems: &[Problem]) -> String {
    let all: Vec<String> = problems.iter().map(Problem::to_string).collect();
    all.join("\n\n")
}
