//! Mistakes made on purpose: a reference with one thing changed, as a student might have written it. A
//! course that gives such a file full marks does not see that mistake.
//!
//! Changes are made in the text, at the places that the syntax tells; all else stays as its author
//! wrote it. What comes of a change is not known here: many do not compile.

mod numbers;
mod parts;
#[cfg(test)]
mod tests;
mod values;
mod visit;
mod waits;

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Serialize;
use syn::visit::Visit;

use self::visit::Finder;

/// A file with one mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutant {
    /// What was done.
    pub change: Change,
    /// Where it begins, counted from 1.
    pub line: usize,
    /// The lines that it changes, as one line with single blanks.
    pub before: String,
    /// What became of them.
    pub after: String,
    /// The whole file.
    pub source: String,
}

/// What a mutant does otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// A future is not awaited.
    NotAwaited,
    /// What waited at the same time waits one after another.
    Sequence,
    /// Results come in the order of the start, not of the end.
    StartOrder,
    /// The thread is blocked.
    Blocks,
    /// What was a task of its own is none.
    NotSpawned,
    /// What had a limit of time has none.
    NoTimeout,
    /// A number or a length of time is another one.
    Number,
    /// A comparison is another one.
    Comparison,
    /// Something else is computed.
    Arithmetic,
    /// Another value is returned.
    Value,
    /// Another text is printed.
    Text,
    /// Two arguments have changed places.
    Swapped,
    /// Something is missing.
    LeftOut,
}

impl Change {
    /// In a few words.
    pub fn words(self) -> &'static str {
        match self {
            Self::NotAwaited => "not awaited",
            Self::Sequence => "one after another",
            Self::StartOrder => "in the order of the start",
            Self::Blocks => "blocks the thread",
            Self::NotSpawned => "not spawned",
            Self::NoTimeout => "no limit of time",
            Self::Number => "another number",
            Self::Comparison => "another comparison",
            Self::Arithmetic => "other arithmetic",
            Self::Value => "another value returned",
            Self::Text => "another text printed",
            Self::Swapped => "arguments swapped",
            Self::LeftOut => "left out",
        }
    }
}

/// A piece of a file and what it is replaced by.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Edit {
    change: Change,
    range: Range<usize>,
    text: String,
}

/// All mutants of a file, in the order of the places where they are changed; each text once.
///
/// # Errors
/// Where the file cannot be parsed: the parser's reason.
pub fn mutants(source: &str) -> Result<Vec<Mutant>, String> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let file = syn::parse_str::<syn::File>(source).map_err(|error| error.to_string())?;
    let mut finder = Finder::new(source);
    finder.visit_file(&file);
    let mut edits = finder.edits;
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end, edit.change));
    let mut seen = BTreeSet::from([source.to_owned()]);
    let mutants = edits.iter().map(|edit| made(source, edit));
    Ok(mutants.filter(|mutant| seen.insert(mutant.source.clone())).collect())
}

fn made(source: &str, edit: &Edit) -> Mutant {
    let Range { start, end } = edit.range;
    let first = source[..start].rfind('\n').map_or(0, |at| at + 1);
    let last = source[end..].find('\n').map_or(source.len(), |at| end + at);
    let (head, tail) = (&source[first..start], &source[end..last]);
    Mutant {
        change: edit.change,
        line: source[..start].matches('\n').count() + 1,
        before: on_one_line(&source[first..last]),
        after: on_one_line(&format!("{head}{}{tail}", edit.text)),
        source: format!("{}{}{}", &source[..start], edit.text, &source[end..]),
    }
}

/// A text with its line breaks and all blanks beyond the first taken out.
pub(super) fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
