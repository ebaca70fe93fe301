//! The Rust that makes a course callable: the driver, which calls student code, and the list
//! of modules that is the root of the student's crate.
//!
//! Inputs and seeds are not in it: they arrive over the socket, so that the program tells
//! nothing and a failing case can be shrunk.

use std::borrow::Cow;
use std::fmt::Write;

use proc_macro2::TokenStream;

use super::program::ENTRY;
use super::{Course, Exercise, Input, Scenario, call};

/// The program that calls student code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Driver {
    /// The whole program. Without inner attributes and with a public `main`, so that another
    /// program can `include!` it as a module.
    pub source: String,
    /// Where each call stands, in the order in which they were given.
    pub calls: Vec<CallLine>,
}

/// The line of a driver that makes a scenario's call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallLine {
    /// The exercise's id.
    pub exercise: String,
    /// The scenario's id.
    pub scenario: String,
    /// Counted from 1. The whole call stands on it and nothing else, so what the compiler says
    /// of this line says that the student's code does not fit the call.
    pub line: u32,
}

/// Writes the driver of some scenarios. `student_crate` has the modules that the calls name,
/// and `files` are the student's, relative to the course: places in them are reported.
pub fn driver_source(student_crate: &str, files: &[String], calls: &[(&Exercise, &Scenario)]) -> Driver {
    written(imports(student_crate, calls, &|_| false), files, calls)
}

/// The same where programs are modules of the driver, from copies in a folder: there each is a program
/// of its own as well, beside the student's crate, and what is wrong with it is said of that one.
pub fn driver_with_programs(
    student_crate: &str,
    files: &[String],
    calls: &[(&Exercise, &Scenario)],
    folder: &str,
) -> Driver {
    let mut source = String::new();
    let mut programs: Vec<&Exercise> =
        calls.iter().filter(|(_, scenario)| scenario.is_program).map(|(exercise, _)| *exercise).collect();
    programs.dedup_by_key(|exercise| &exercise.id);
    for Exercise { id, file, .. } in programs {
        let path = format!("{folder}/{file}");
        writeln_to(&mut source, format_args!("#[allow(warnings)]\n#[path = {path:?}]\nmod {id};"));
    }
    source.push_str(&imports(student_crate, calls, &Exercise::is_program));
    written(source, files, calls)
}

fn written(source: String, files: &[String], calls: &[(&Exercise, &Scenario)]) -> Driver {
    let mut driver = Driver { source, calls: Vec::new() };
    driver.source.push_str("static SCENARIOS: &[::grader_harness::Scenario] = &[\n");
    for (exercise, scenario) in calls {
        driver.source.push_str(&prologue(exercise, scenario));
        driver.calls.push(CallLine {
            exercise: exercise.id.clone(),
            scenario: scenario.id.clone(),
            line: next_line(&driver.source),
        });
        driver.source.push_str(&call_and_epilogue(exercise, scenario));
    }
    driver.source.push_str("];\n\n");
    driver.source.push_str(&main(files));
    driver
}

/// The number of the line that the next character goes to.
fn next_line(source: &str) -> u32 {
    u32::try_from(source.matches('\n').count() + 1).expect("a course has fewer lines")
}

/// The types of the course's `http` that scenarios can name.
const OF_HTTP: [&str; 2] = ["Client", "FetchError"];

/// Crates are named from the root (`::std`): an exercise may be called like one of them.
fn imports(
    student_crate: &str,
    calls: &[(&Exercise, &Scenario)],
    is_elsewhere: &dyn Fn(&Exercise) -> bool,
) -> String {
    let mut source = String::new();
    if calls.iter().any(|(_, scenario)| mentions(scenario, "Duration")) {
        source.push_str("use ::std::time::Duration;\n");
    }
    for name in OF_HTTP.iter().filter(|name| calls.iter().any(|(_, scenario)| mentions(scenario, name))) {
        writeln_to(&mut source, format_args!("use ::{student_crate}::http::{name};"));
    }
    let calls: Vec<_> = calls.iter().copied().filter(|(exercise, _)| !is_elsewhere(exercise)).collect();
    let modules = modules(&calls);
    if !modules.is_empty() {
        writeln_to(&mut source, format_args!("use ::{student_crate}::{{{}}};", modules.join(", ")));
    }
    if !source.is_empty() {
        source.push('\n');
    }
    source
}

/// Whether a type may be named in a scenario: to import one in vain does no harm.
fn mentions(scenario: &Scenario, name: &str) -> bool {
    let types = scenario.inputs.iter().map(|input| &input.ty);
    types.chain([&scenario.call, &scenario.output]).any(|text| text.contains(name))
}

/// The modules that calls name, each once. A name that is not imported is a crate's.
fn modules<'a>(calls: &[(&'a Exercise, &Scenario)]) -> Vec<&'a str> {
    let mut modules = Vec::new();
    for (exercise, scenario) in calls {
        let known = std::iter::once(&exercise.id).chain(&exercise.uses);
        modules.extend(known.map(String::as_str).filter(|id| call::names_module(&scenario.call, id)));
    }
    modules.sort_unstable();
    modules.dedup();
    modules
}

/// A scenario's lines above its call.
fn prologue(exercise: &Exercise, scenario: &Scenario) -> String {
    let id = format!("{}::{}", exercise.id, scenario.id);
    if scenario.is_program {
        return format!("    ::grader_harness::Scenario::Program {{ id: {id:?}, run: || {{\n");
    }
    let inputs = if scenario.inputs.is_empty() { "_" } else { "inputs" };
    let mut lines = format!("    ::grader_harness::Scenario::Call {{ id: {id:?}, run: |{inputs}| {{\n");
    for Input { name, ty, .. } in &scenario.inputs {
        let ty = on_one_line(ty);
        writeln_to(&mut lines, format_args!("        let {name}: {ty} = inputs.get({name:?});"));
    }
    lines.push_str("        ::std::boxed::Box::pin(async move {\n");
    lines
}

/// rustc shows the comment to those who run it themselves.
fn call_and_epilogue(exercise: &Exercise, scenario: &Scenario) -> String {
    if scenario.is_program {
        return format!("        ::grader_harness::exit_code({}::{ENTRY}())\n    }} }},\n", exercise.id);
    }
    let (output, call) = (on_one_line(&scenario.output), on_one_line(&scenario.call));
    let file = &exercise.file;
    let mut lines = format!("            let output: {output} = {call}; // as asked for in {file}\n");
    lines.push_str("            ::grader_harness::value(output)\n        })\n    } },\n");
    lines
}

/// A piece of Rust on one line, without the comments that would swallow what follows.
fn on_one_line(code: &str) -> Cow<'_, str> {
    if !code.contains('\n') && !code.contains("//") {
        return code.into();
    }
    // What is no Rust was refused when the course was read.
    code.parse::<TokenStream>().map_or(code.into(), |tokens| tokens.to_string().into())
}

fn main(files: &[String]) -> String {
    format!(
        "pub fn main() -> ::std::process::ExitCode {{\n    ::grader_harness::drive(&{files:?}, SCENARIOS)\n}}\n"
    )
}

/// Code that is compiled in the root of a student's crate, beside the modules that it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippets {
    /// The whole root.
    pub source: String,
    /// On which line each piece of code stands, in the order in which they were given.
    pub lines: Vec<u32>,
}

/// Writes pieces of code below a list of modules, as for [`module_list`]. What the compiler says of a
/// line says that the student's code does not go together with the piece on it.
pub fn snippets(modules: &[(&str, Option<&str>)], pieces: &[&str]) -> Snippets {
    let mut snippets = Snippets { source: module_list(modules), lines: Vec::new() };
    for (index, piece) in pieces.iter().enumerate() {
        writeln_to(&mut snippets.source, format_args!("fn check_{index}() {{"));
        if piece.contains("Duration") {
            snippets.source.push_str("    use ::std::time::Duration;\n");
        }
        snippets.lines.push(next_line(&snippets.source));
        writeln_to(&mut snippets.source, format_args!("    {}\n}}", on_one_line(piece)));
    }
    snippets
}

/// Writes the root of the student's crate: a public module for each id, at its path if it has
/// one, and what the course gives to student code.
pub fn module_list(modules: &[(&str, Option<&str>)]) -> String {
    let mut source = String::from("pub use course_support::{blocking, http, random};\n");
    for (id, path) in modules {
        if let Some(path) = path {
            writeln_to(&mut source, format_args!("#[path = {path:?}]"));
        }
        writeln_to(&mut source, format_args!("pub mod {id};"));
    }
    source
}

/// Writes the list of a course's modules as the macro `modules!`, for a `src/lib.rs` that
/// includes it from elsewhere: in an included list itself, modules would be looked for beside the list.
///
/// cargo runs the examples of a library and not those of programs. So where examples are collected the
/// lesson of each program is a module, with nothing else in it: a file in `OUT_DIR`, at [`lesson_file`].
pub fn modules_macro(course: &Course) -> String {
    let (programs, modules): (Vec<_>, Vec<_>) =
        course.exercises.iter().partition(|exercise| exercise.is_program());
    let paths: Vec<_> = modules.iter().map(|exercise| (&exercise.id, beside_root(exercise))).collect();
    let modules: Vec<_> = paths.iter().map(|(id, path)| (id.as_str(), path.as_deref())).collect();
    let lessons: String = programs.into_iter().map(lesson_module).collect();
    format!("macro_rules! modules {{\n() => {{\n{}{lessons}}};\n}}\n", module_list(&modules))
}

fn lesson_module(program: &Exercise) -> String {
    let path = format!("/{}", lesson_file(program));
    format!(
        "#[cfg(doctest)]\n#[doc = include_str!(concat!(env!(\"OUT_DIR\"), {path:?}))]\nmod {} {{}}\n",
        program.id
    )
}

/// Where the lesson of a program is written for [`modules_macro`].
pub fn lesson_file(program: &Exercise) -> String {
    format!("lessons/{}.md", program.id)
}

/// The lesson that a file begins with, line by line.
pub fn lesson(source: &str) -> String {
    let lines = source.lines().map_while(|line| line.strip_prefix("//!"));
    lines.map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line))).collect()
}

/// The path of an exercise's file from `src/`, where it is not the usual one.
pub fn beside_root(exercise: &Exercise) -> Option<String> {
    let path = exercise.file.strip_prefix("src/").map_or(format!("../{}", exercise.file), str::to_owned);
    (path != format!("{}.rs", exercise.id)).then_some(path)
}

fn writeln_to(source: &mut String, line: std::fmt::Arguments<'_>) {
    writeln!(source, "{line}").expect("writing to a String cannot fail");
}
