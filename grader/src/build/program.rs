//! What is wrong with the `main` of a program, in words about that.
//!
//! A program is compiled as a module, with a last line that calls its `main` (see
//! [`as_module`](grader_judge::course::program::as_module)). What rustc says of that line is
//! about a function that the student has written, or has not, and about a line that nobody has.

use grader_judge::course::program;
use grader_judge::diagnostic::Diagnostic;
use grader_trace::Location;

use super::Module;

/// A program as a module of the student's crate.
pub(super) fn as_module(program: &Module<'_>) -> String {
    program::as_module(program.source, &path(program))
}

/// What rustc says of that module, as it would say it of the program.
pub(super) fn in_its_own_words(rendered: &str, program: &Module<'_>) -> String {
    program::in_its_own_words(rendered, &path(program))
}

fn path(program: &Module<'_>) -> String {
    format!("crate::{}", program.exercise.id)
}

/// The same error, if it is about the last line of this program; in words about its `main`.
pub(super) fn about_main(error: &Diagnostic, program: &Module<'_>) -> Option<Diagnostic> {
    let file = &program.exercise.file;
    let at = error.location.as_ref().filter(|at| at.file == *file)?;
    if !program.exercise.is_program() || at.line < program::line_of_entry(program.source) {
        return None;
    }
    let (code, message, help) = reason(error);
    let location = Location::new(file, line_of_main(program.source).unwrap_or(1));
    let rendered = format!("error[{code}]: {message}\n --> {location}\n  |\n  = help: {help}\n\n");
    Some(Diagnostic {
        code: Some(code.to_owned()),
        is_error: true,
        message: message.to_owned(),
        label: None,
        location: Some(location),
        rendered,
        notes: Vec::new(),
    })
}

/// rustc's code for what is wrong with a `main`, its words, and what to do.
fn reason(error: &Diagnostic) -> (&'static str, &'static str, &'static str) {
    match error.code.as_deref() {
        Some("E0277") if error.rendered.contains("Future") => (
            "E0752",
            "`main` function is not allowed to be `async`",
            "write `#[tokio::main]` above it: that makes a runtime, which runs it",
        ),
        Some("E0277") => (
            "E0277",
            "`main` has invalid return type",
            "it can return nothing, an `ExitCode`, or a `Result` of one of these",
        ),
        Some("E0425" | "E0423") => (
            "E0601",
            "`main` function not found in this program",
            "a program begins with `fn main()`, or with `#[tokio::main]` and `async fn main()`",
        ),
        Some("E0061") => ("E0580", "`main` function has wrong type", "it takes no arguments: `fn main()`"),
        _ => ("E0131", "`main` cannot be called as the beginning of a program", "write it as `fn main()`"),
    }
}

/// The line that begins a function `main`, as far as a glance at the text tells.
fn line_of_main(source: &str) -> Option<u32> {
    let is_main = |line: &str| {
        let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
        words.windows(2).any(|pair| pair == ["fn", "main"])
    };
    let index = source.lines().position(is_main)?;
    u32::try_from(index + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_of_main_is_found() {
        assert_eq!(line_of_main("//! main\n#[tokio::main]\nasync fn main() {}\n"), Some(3));
        assert_eq!(line_of_main("fn mains() {}\n"), None);
    }
}
