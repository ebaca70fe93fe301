//! The text of a student's file: which names it uses, whether it was begun at all, and whether it
//! does what no submission may do.
//!
//! Names are read off syntax and off the tokens of macros, never off text: what stands in a
//! string or a comment uses nothing. The text is hostile, and is read before it has compiled:
//! what is nested too deep to be parsed on an ordinary stack is refused beforehand.

mod depth;
mod functions;
mod mentions;
mod names;
mod outside;
mod scan;
mod signature;
mod tokens;

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use grader_trace::Location;
use proc_macro2::TokenStream;

use crate::course::{Course, Exercise};
pub(crate) use mentions::{Kind, Mention};
pub(crate) use names::{Names, Usage};
pub use outside::reaching_outside;
pub use scan::{Forbidden, Scan, scan};
pub(crate) use signature::{Signature, signatures};

/// How far a student has come with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// It is as unfinished as the stub.
    NotStarted,
    /// It has been worked on.
    Begun,
}

/// How far a student has come: not started while every function that there is to write does nothing but
/// `todo!()`. A file that is no Rust has been begun.
pub fn progress(source: &str, exercise: &Exercise) -> Progress {
    let open = aside(|| open_functions(source)).unwrap_or_default();
    let mut to_write = functions_to_write(exercise, &open).into_iter().peekable();
    if to_write.peek().is_some() && to_write.all(|name| open.get(&name) == Some(&true)) {
        Progress::NotStarted
    } else {
        Progress::Begun
    }
}

/// Whether a file says the same as another, whatever its comments and its layout.
pub fn says_the_same(one: &str, other: &str) -> bool {
    let tokens = |source: &str| aside(|| lex(source).map(|tokens| tokens.to_string())).ok();
    one == other || tokens(one).is_some_and(|one| Some(one) == tokens(other))
}

/// The functions that the stub leaves open: those that the course names, or all that its scenarios call.
fn functions_to_write(exercise: &Exercise, known: &BTreeMap<String, bool>) -> Vec<String> {
    if !exercise.todo.is_empty() {
        return exercise.todo.clone();
    }
    let of_call = |call| called_by(&exercise.id, call, |name| known.contains_key(name));
    exercise.scenarios.iter().flat_map(|scenario| of_call(&scenario.call)).collect()
}

/// The functions of the exercise's own module that a call, or other code, names, such as `wait_n` and
/// `Counter::new`; of a type that it names, also the methods that it calls, as far as they are known.
pub(crate) fn called_by(exercise: &str, call: &str, is_known: impl Fn(&str) -> bool) -> Vec<String> {
    let module = format!("{exercise}::");
    let is_path = |char: &char| char.is_alphanumeric() || *char == '_' || *char == ':';
    let path = |rest: &str| rest.chars().take_while(is_path).collect::<String>();
    let named = call.split(&module).skip(1).map(path);
    let mut called: Vec<_> = named.map(|path| path.trim_end_matches(':').to_owned()).collect();
    let types: BTreeSet<_> =
        called.iter().filter_map(|path| Some(path.split_once("::")?.0.to_owned())).collect();
    for one in types {
        let methods = call.split('.').skip(1).map(|rest| format!("{one}::{}", path(rest)));
        called.extend(methods.filter(|method| is_known(method)));
    }
    let mut seen = BTreeSet::new();
    called.retain(|name| seen.insert(name.clone()));
    // What begins with a capital is a type.
    called.retain(|name| !name.rsplit("::").next().is_some_and(|last| last.starts_with(char::is_uppercase)));
    called
}

/// The exercises that a file uses: those that its exercise names, and earlier ones whose module
/// stands in the file all the same.
pub fn uses(source: &str, exercise: &Exercise, course: &Course) -> BTreeSet<String> {
    let names = read(source).ok();
    let is_named = |other: &&Exercise| {
        other.order < exercise.order && names.as_ref().is_some_and(|names| names.is_named(&other.id))
    };
    let named = course.exercises.iter().filter(is_named).map(|other| other.id.clone());
    exercise.uses.iter().cloned().chain(named).collect()
}

/// The functions of a file, and whether they do nothing but `todo!()`, after statements that do nothing.
fn open_functions(source: &str) -> Option<BTreeMap<String, bool>> {
    let file = parse(source).ok()?;
    let all = functions::functions(&file).into_iter();
    Some(all.map(|function| (function.name, is_open(function.body))).collect())
}

fn is_open(body: &syn::Block) -> bool {
    let is_discard =
        |one: &syn::Stmt| matches!(one, syn::Stmt::Local(one) if matches!(one.pat, syn::Pat::Wild(_)));
    let is_todo = |one: &syn::Stmt| match one {
        syn::Stmt::Macro(one) => one.mac.path.is_ident("todo"),
        syn::Stmt::Expr(syn::Expr::Macro(one), _) => one.mac.path.is_ident("todo"),
        _ => false,
    };
    body.stmts.split_last().is_some_and(|(last, before)| is_todo(last) && before.iter().all(is_discard))
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

/// A source without the byte order mark and the `#!` line that a file may begin with.
fn rust_of(source: &str) -> &str {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let shebang = source.starts_with("#!") && !source[2..].trim_start().starts_with('[');
    if shebang { source.find('\n').map_or("", |end| &source[end..]) } else { source }
}

fn lex(source: &str) -> Result<TokenStream, Unreadable> {
    TokenStream::from_str(rust_of(source))
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
    use crate::course::Scenario;
    use crate::sample;

    const STUB: &str =
        "pub async fn wait() {\n    let _ = sleep;\n    todo!()\n}\npub fn other() { todo!() }\n";

    /// Of an exercise whose scenarios call `wait` and `other`.
    fn progress_of(source: &str) -> Progress {
        let mut exercise = sample::exercise(Vec::new());
        let scenario = exercise.scenarios[0].clone();
        let calls = ["ID::wait(max).await", "{ let it = ID::other(); it.await }"];
        let scenario_of =
            |call: &str| Scenario { call: call.replace("ID", &exercise.id), ..scenario.clone() };
        exercise.scenarios = calls.map(scenario_of).to_vec();
        progress(source, &exercise)
    }

    #[test]
    fn the_stub_itself_is_not_started() {
        assert_eq!(progress_of(STUB), Progress::NotStarted);
        let elsewhere = format!("use std::time::Duration;\n// a comment\n{STUB}fn own() {{ 1; }}");
        assert_eq!(progress_of(&elsewhere), Progress::NotStarted);
        assert_eq!(progress_of(&STUB.replace("todo!()", "todo!(\"later\");")), Progress::NotStarted);
    }

    #[test]
    fn methods_of_a_type_that_is_named_are_called() {
        let mut exercise = sample::exercise(Vec::new());
        let call = "{ let one = ID::A::new(); one.clone().add(n).await; ID::free::<u8>(one) }";
        exercise.scenarios[0].call = call.replace("ID", &exercise.id);
        let known = ["A::add", "A::other"];
        let called = called_by(&exercise.id, &exercise.scenarios[0].call, |name| known.contains(&name));
        assert_eq!(called, ["A::new", "free", "A::add"]);
        let stub =
            "struct A; impl A { fn new() -> A { todo!() } fn add(&self) { todo!() } } fn free() { todo!() }";
        assert_eq!(progress(stub, &exercise), Progress::NotStarted);
        assert_eq!(progress(&stub.replace("(&self) { todo!() }", "(&self) {}"), &exercise), Progress::Begun);
    }

    #[test]
    fn one_function_that_does_something_is_begun() {
        assert_eq!(progress_of(&STUB.replace("other() { todo!() }", "other() { 1 }")), Progress::Begun);
        assert_eq!(progress_of(&STUB.replace("let _ =", "let one =")), Progress::Begun);
        assert_eq!(progress_of(&STUB.replace("pub fn other", "pub fn another")), Progress::Begun);
    }

    #[test]
    fn a_course_may_name_the_functions_to_write() {
        let mut exercise = sample::exercise(Vec::new());
        exercise.todo = vec!["other".to_owned()];
        let given = STUB.replace("todo!()\n", "sleep(1)\n");
        assert_eq!(progress(&given, &exercise), Progress::NotStarted);
        assert_eq!(progress(&given.replace("other() { todo!() }", "other() {}"), &exercise), Progress::Begun);
    }

    #[test]
    fn files_are_compared_without_comments_and_layout() {
        assert!(says_the_same(STUB, &STUB.replace("todo!()", "// later\n todo!( )")));
        assert!(!says_the_same(STUB, &STUB.replace("sleep", "wait")));
        assert!(!says_the_same("fn a( {", "fn b( {") && says_the_same("fn a( {", "fn a( {"));
    }

    #[test]
    fn a_todo_elsewhere_says_nothing() {
        let done = "pub async fn wait() { one().await }\npub fn other() { if a { todo!() } else { 1 } }";
        assert_eq!(
            progress_of(&format!("{done} fn later() {{ todo!() }} fn more() {{ todo!() }}")),
            Progress::Begun
        );
    }

    #[test]
    fn comments_and_strings_are_no_todos() {
        assert_eq!(progress_of("fn wait() { /* todo!() */ } fn other() { \"todo!()\"; }"), Progress::Begun);
    }

    #[test]
    fn what_is_no_rust_is_begun() {
        assert_eq!(progress_of("fn wait( { todo!() todo!()"), Progress::Begun);
        assert_eq!(progress_of(""), Progress::Begun);
    }

    #[test]
    fn a_file_of_brackets_does_no_harm() {
        let deep = format!("{}todo!(){}", "(".repeat(200_000), ")".repeat(200_000));
        assert_eq!(progress_of(&deep), Progress::Begun);
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
