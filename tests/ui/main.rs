//! What must not compile: the cases beside this file, by error codes and by our own words.
//!
//! A case marks each of its wrong lines as rustc's own tests do, with `//~ E0728`, or with
//! `//~ no code` where the compiler has none for that error. Words of ours that the compiler must
//! pass on stand at its top, after `//! says: `. Nothing else that the compiler says counts: it
//! changes from release to release.
//!
//! What lessons show as refused is a case too, by the code that stands behind `compile_fail`: rustdoc
//! itself looks at codes only where it is a nightly one.
//!
//! trybuild compiles the cases against the package that this program belongs to. It compares
//! whole texts, unless a variable tells it to write what it hears beside each case: so it gets
//! copies of the cases, and a process of its own that has the variable.

#![expect(clippy::unwrap_used, reason = "a test, though without the test attribute")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::LazyLock;

use libtest_mimic::{Arguments, Failed, Trial};

/// What tells this program to let trybuild compile the copies.
const COMPILER: &str = "as-the-compiler";

/// What trybuild printed. The first case to ask has all of them compiled, in one build.
static COMPILED: LazyLock<String> = LazyLock::new(compile);

/// The line of an error, from 1, and its code.
type Error<'a> = (usize, &'a str);

fn main() -> ExitCode {
    if std::env::args().nth(1).as_deref() == Some(COMPILER) {
        trybuild::TestCases::new().compile_fail(copies().join("*.rs"));
        return ExitCode::SUCCESS;
    }
    let trials = cases().into_iter().map(trial).collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

/// The folder of this package's cases. `solutions` depends on what student code may name and on
/// nothing else of ours; the harness is what a course's driver is written against.
fn folder() -> PathBuf {
    let folder = match env!("CARGO_PKG_NAME") {
        "solutions" => "../tests/ui/student",
        "grader-harness" => "../../tests/ui/author",
        other => unreachable!("no cases are for {other}"),
    };
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).canonicalize().unwrap()
}

/// Code that must not compile.
struct Case {
    name: String,
    source: String,
    /// The codes of its errors, in a lesson: there the lines say nothing of it.
    codes: Option<Vec<String>>,
}

fn cases() -> Vec<Case> {
    let mut files: Vec<_> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let case = |file: PathBuf| Case {
        name: file.file_stem().unwrap().to_string_lossy().into_owned(),
        source: fs::read_to_string(&file).unwrap(),
        codes: None,
    };
    files.into_iter().map(case).chain(lessons().iter().flat_map(|file| refused_in(file))).collect()
}

/// The lessons of the course, for the package whose cases are student code.
fn lessons() -> Vec<PathBuf> {
    if env!("CARGO_PKG_NAME") != "solutions" {
        return Vec::new();
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../exercises/src");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut lessons: Vec<_> = files.filter(|file| file.extension().is_some_and(|it| it == "rs")).collect();
    lessons.sort();
    lessons
}

/// The examples of a lesson that are said not to compile.
fn refused_in(lesson: &Path) -> Vec<Case> {
    let text = fs::read_to_string(lesson).unwrap();
    let mut cases: Vec<Case> = Vec::new();
    let mut is_in_block = false;
    for line in text.lines().filter_map(|line| line.strip_prefix("//!")) {
        let line = line.strip_prefix(' ').unwrap_or(line);
        match line.strip_prefix("```") {
            Some(_) if is_in_block => is_in_block = false,
            Some(fence) => {
                let Some(code) = fence.strip_prefix("compile_fail") else { continue };
                let code = code.strip_prefix(',').unwrap_or("no code");
                let name = format!("{}_{}", lesson.file_stem().unwrap().display(), cases.len() + 1);
                cases.push(Case { name, source: String::new(), codes: Some(vec![code.to_owned()]) });
                is_in_block = true;
            }
            None if is_in_block => {
                let source = &mut cases.last_mut().unwrap().source;
                *source += &format!("{line}\n");
            }
            None => {}
        }
    }
    // As rustdoc does.
    for case in cases.iter_mut().filter(|case| !case.source.contains("fn main()")) {
        case.source += "fn main() {}\n";
    }
    cases
}

/// Where the copies are; trybuild writes what the compiler says of each beside it.
fn copies() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("ui").join(folder().file_name().unwrap())
}

fn compile() -> String {
    copy_cases();
    let output = Command::new(std::env::current_exe().unwrap())
        .arg(COMPILER)
        .env("TRYBUILD", "overwrite")
        // Takes the place of trybuild's own flags, which differ between dependencies and cases, so
        // that all would be built twice. The workspace's are not found from just any target folder.
        .env("CARGO_ENCODED_RUSTFLAGS", "--cfg\u{1f}tokio_unstable")
        .output()
        .unwrap();
    String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned()
}

/// Copies the cases, and removes what was said of them before.
fn copy_cases() {
    if copies().exists() {
        fs::remove_dir_all(copies()).unwrap();
    }
    fs::create_dir_all(copies()).unwrap();
    for case in cases() {
        fs::write(copies().join(&case.name).with_extension("rs"), &case.source).unwrap();
    }
}

fn trial(case: Case) -> Trial {
    Trial::test(case.name.clone(), move || check(&case))
        .with_kind(folder().file_name().unwrap().to_string_lossy())
}

/// Has a case compiled with all others, and compares what came of it with what it says.
fn check(case: &Case) -> Result<(), Failed> {
    let trybuild_said = &*COMPILED;
    let said = copies().join(&case.name).with_extension("stderr");
    let same = match (fs::read_to_string(said), &case.codes) {
        (Ok(said), None) => compare(&case.source, &said),
        (Ok(said), Some(codes)) => compare_codes(codes, &said),
        (Err(_), _) => Err(format!("it compiles\n\n{trybuild_said}")),
    };
    same.map_err(|difference| format!("{}\n{difference}", case.name).into())
}

fn compare_codes(expected: &[String], said: &str) -> Result<(), String> {
    let found: Vec<_> = errors(said).into_iter().map(|(_, code)| code).collect();
    if found == expected {
        return Ok(());
    }
    Err(format!("expected: {expected:?}\nfound:    {found:?}\n\n{said}"))
}

fn compare(source: &str, said: &str) -> Result<(), String> {
    let (expected, found) = (marked(source), errors(said));
    let missing: Vec<_> = words(source).filter(|words| !said.contains(words)).collect();
    if expected == found && missing.is_empty() {
        return Ok(());
    }
    Err(format!("expected: {expected:?}\nfound:    {found:?}\nnot said: {missing:?}\n\n{said}"))
}

/// The errors that a case's marks ask for.
fn marked(source: &str) -> Vec<Error<'_>> {
    let lines = (1..).zip(source.lines());
    lines.filter_map(|(line, text)| Some((line, text.split_once("//~ ")?.1))).collect()
}

/// The words that a case asks for.
fn words(source: &str) -> impl Iterator<Item = &str> {
    source.lines().filter_map(|line| line.strip_prefix("//! says: "))
}

/// The errors that the compiler found, by line.
fn errors(said: &str) -> Vec<Error<'_>> {
    let mut lines = said.lines();
    let mut errors = Vec::new();
    while let Some(line) = lines.next() {
        if let Some(code) = code(line) {
            let place = lines.find(|line| line.trim_start().starts_with("--> "));
            errors.push((place.and_then(line_number).unwrap_or_default(), code));
        }
    }
    errors.sort_unstable();
    errors
}

/// The code in an error's first line.
fn code(line: &str) -> Option<&str> {
    let code = line.strip_prefix("error")?;
    if code.starts_with(": ") { Some("no code") } else { Some(code.strip_prefix('[')?.split_once(']')?.0) }
}

/// The line in `--> file:line:column`.
fn line_number(place: &str) -> Option<usize> {
    place.rsplit(':').nth(1)?.parse().ok()
}
