//! Why a future cannot be given to a task: what stays on its thread, and where.
//!
//! The words are those of rustc 1.95; where a later one says it otherwise, its own are told.

use super::is_own;
use crate::cause::Cause;
use crate::diagnostic::{Diagnostic, Note, Span};
use crate::escape::escape;
use crate::evidence::Evidence;

/// What keeps a future on its thread, if that is the error.
pub(super) fn cause(error: &Diagnostic, evidence: &Evidence<'_>) -> Option<Cause> {
    error.notes.iter().find_map(|note| {
        across_await(note, evidence).or_else(|| captured(note, evidence)).or_else(|| awaited(note, evidence))
    })
}

/// A value that is there before an `.await` and after it.
fn across_await(note: &Note, evidence: &Evidence<'_>) -> Option<Cause> {
    let is_it = |note: &&Note| note.message.contains("used across an await");
    let spans = &Some(note).filter(is_it)?.spans;
    let value = own(spans, "has type `", evidence)?;
    let awaited = own(spans, "await occurs here", evidence)?;
    let name = between(awaited.label.as_deref()?, "with `", "`").map(|name| name.trim_start_matches("mut "));
    let text = format!(
        "{} lives across the `.await` in line {}, and its type, `{}`, has to stay on its thread",
        name.map_or("this".to_owned(), |name| format!("`{}`", escape(name))),
        awaited.location.line,
        escape(type_of(value)?)
    );
    Some(Cause { text, location: Some(value.location.clone()) })
}

/// A value that the future takes along from the beginning.
fn captured(note: &Note, evidence: &Evidence<'_>) -> Option<Cause> {
    let value = own(&note.spans, "has type `", evidence)?;
    let text = format!(
        "the future takes a `{}` along, which has to stay on its thread",
        escape(type_of(value).filter(|_| note.message.contains("captured value"))?)
    );
    Some(Cause { text, location: Some(value.location.clone()) })
}

/// A future that another one awaits, and that has to stay on its thread itself.
fn awaited(note: &Note, evidence: &Evidence<'_>) -> Option<Cause> {
    let value = own(&note.spans, "await occurs here on type `", evidence)?;
    let ty = between(value.label.as_deref()?, "on type `", "`")?;
    let text = format!("what is awaited here is a `{}`, which has to stay on its thread", escape(ty));
    Some(Cause { text, location: Some(value.location.clone()) })
}

/// The first place in the student's own files with such words.
fn own<'a>(spans: &'a [Span], words: &str, evidence: &Evidence<'_>) -> Option<&'a Span> {
    let says = |span: &&Span| span.label.as_deref().is_some_and(|label| label.contains(words));
    spans.iter().filter(|span| is_own(&span.location, evidence)).find(says)
}

fn type_of(value: &Span) -> Option<&str> {
    between(value.label.as_deref()?, "has type `", "`")
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(before)?;
    Some(rest.split_once(after)?.0)
}
