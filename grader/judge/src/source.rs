//! The text of a student's file: which names it uses, and whether it was begun at all.
//!
//! Names are read off syntax and off the tokens of macros, never off text: what stands in a
//! string or a comment uses nothing. The text is hostile, and is read before it has compiled:
//! what is nested too deep to be parsed on an ordinary stack is refused beforehand.

mod depth;
mod mentions;
mod names;
mod tokens;

use std::str::FromStr;

use grader_trace::Location;
use proc_macro2::{Delimiter, TokenStream, TokenTree};

pub(crate) use mentions::{Kind, Mention};
pub(crate) use names::{Names, Usage};

/// How far a student has come with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// It is as unfinished as the stub.
    NotStarted,
    /// It has been worked on.
    Begun,
}

/// Whether a file still has every `todo!()` of the stub that it began as. A file that is no
/// Rust, or whose stub has no `todo!()`, has been begun.
pub fn unfinished(source: &str, stub: &str) -> Progress {
    match (todos(source), todos(stub)) {
        (Some(left), Some(given)) if given > 0 && left >= given => Progress::NotStarted,
        _ => Progress::Begun,
    }
}

/// How often `todo!(…)` stands in a file; `None` where the file has no tokens of Rust.
fn todos(source: &str) -> Option<usize> {
    aside(|| count_todos(source))
}

fn count_todos(source: &str) -> Option<usize> {
    let tokens = lex(source).ok()?;
    let mut count = 0;
    let mut levels = vec![tokens];
    while let Some(level) = levels.pop() {
        let level: Vec<TokenTree> = level.into_iter().collect();
        count += level.windows(3).filter(|three| is_todo(three)).count();
        levels.extend(level.into_iter().filter_map(|token| match token {
            TokenTree::Group(group) => Some(group.stream()),
            TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => None,
        }));
    }
    Some(count)
}

fn is_todo(tokens: &[TokenTree]) -> bool {
    matches!(tokens, [TokenTree::Ident(name), TokenTree::Punct(bang), TokenTree::Group(group)]
        if name == "todo" && bang.as_char() == '!' && group.delimiter() != Delimiter::None)
}

/// Why a file could not be read. It is the student's doing, but the compiler says it better.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unreadable {
    /// What is wrong with it, as "not Rust: …" goes on.
    pub(crate) reason: String,
    /// Counted from 1.
    pub(crate) line: u32,
}

/// The names that a file uses and those that it defines.
pub(crate) fn read(source: &str) -> Result<Names, Unreadable> {
    aside(|| parse(source).map(|file| Names::of(&file)))
}

fn parse(source: &str) -> Result<syn::File, Unreadable> {
    let tokens = lex(source)?;
    if let Some(line) = depth::too_deep(&tokens) {
        return Err(Unreadable { reason: "it is nested too deep".to_owned(), line });
    }
    syn::parse2(tokens).map_err(|error| Unreadable {
        reason: crate::escape::escape(&error.to_string()),
        line: line(error.span()),
    })
}

/// Tokens, without the byte order mark and the `#!` line that a file may begin with.
fn lex(source: &str) -> Result<TokenStream, Unreadable> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let shebang = source.starts_with("#!") && !source[2..].trim_start().starts_with('[');
    let source = if shebang { source.find('\n').map_or("", |end| &source[end..]) } else { source };
    TokenStream::from_str(source)
        .map_err(|error| Unreadable { reason: error.to_string(), line: line(error.span()) })
}

fn line(span: proc_macro2::Span) -> u32 {
    u32::try_from(span.start().line).unwrap_or(u32::MAX)
}

/// A parser's stack: the deepest nesting that [`depth`] lets pass takes up to 45 MiB of it in a
/// debug build, for `&&&&…` in a type. What is not used costs nothing.
const STACK: usize = 128 << 20;

/// Reads on a thread of its own: its stack is as large as a parser needs, and the lexer's memory
/// ends with it, which for the sake of spans holds the text of every file that was read.
fn aside<T: Send>(read: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, read);
        let read = thread.expect("a machine that compiles can start a thread").join();
        read.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

impl Unreadable {
    /// Where it is.
    pub(crate) fn location(&self, file: &str) -> Location {
        Location::new(file, self.line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STUB: &str = "pub async fn wait() {\n    todo!()\n}\npub fn other() { todo!() }\n";

    #[test]
    fn the_stub_itself_is_not_started() {
        assert_eq!(unfinished(STUB, STUB), Progress::NotStarted);
        let elsewhere = format!("use std::time::Duration;\n// a comment\n{STUB}");
        assert_eq!(unfinished(&elsewhere, STUB), Progress::NotStarted);
        assert_eq!(unfinished(&STUB.replace("todo!()", "todo!(\"later\")"), STUB), Progress::NotStarted);
    }

    #[test]
    fn one_todo_less_is_begun() {
        assert_eq!(unfinished("pub async fn wait() {}\npub fn other() { todo!() }", STUB), Progress::Begun);
    }

    #[test]
    fn comments_and_strings_are_no_todos() {
        let source = "//! todo!() todo!()\nfn wait() { /* todo!() */ \"todo!()\"; r#\"todo!()\"#; }";
        assert_eq!(unfinished(source, STUB), Progress::Begun);
        assert_eq!(unfinished(STUB, "/// todo!()\nfn a() {}"), Progress::Begun, "a stub without a todo");
        assert_eq!(
            unfinished("fn todo() { todo() } fn b() { todo != (1) }", "fn a() { todo!() }"),
            Progress::Begun
        );
    }

    #[test]
    fn what_has_no_tokens_is_begun() {
        assert_eq!(unfinished("fn a( { todo!() todo!()", STUB), Progress::Begun);
        assert_eq!(unfinished("", STUB), Progress::Begun);
    }

    #[test]
    fn a_file_of_brackets_does_no_harm() {
        let deep = format!("{}todo!(){}", "(".repeat(200_000), ")".repeat(200_000));
        assert_eq!(unfinished(&deep, "fn a() { todo!() }"), Progress::NotStarted);
        assert_eq!(read(&format!("fn a() {{ {deep} }}")).unwrap_err().reason, "it is nested too deep");
    }

    #[test]
    fn what_is_not_rust_is_told_with_its_line() {
        assert_eq!(read("fn a() {}\nfn fn").unwrap_err().line, 2);
        let unclosed = read("fn a() {}\n\n\"open").unwrap_err();
        assert_eq!(unclosed.location("src/a.rs").to_string(), "src/a.rs:3");
    }

    #[test]
    fn a_byte_order_mark_and_a_shebang_are_passed_over() {
        assert!(read("\u{feff}#!/usr/bin/env run\nfn a() {}").is_ok());
        assert!(read("#![allow(unused)]\nfn a() {}").is_ok());
        assert!(read("#!").is_ok());
    }
}
