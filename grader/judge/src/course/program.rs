//! A whole program as a module: of the student's crate, or of a driver.
//!
//! Its text stays as it is, but for two things: it gets one line more, by which others run its `main`,
//! and where it says `crate` it means itself, as it does when it is a crate of its own.

use std::ops::Range;

use proc_macro2::{TokenStream, TokenTree};

/// The function that runs a program.
pub(super) const ENTRY: &str = "__grader_main";

/// A program as the module at `path`, such as `crate::first_program`.
pub fn as_module(source: &str, path: &str) -> String {
    let mut text = String::new();
    let mut done = 0;
    for Range { end, .. } in roots(source) {
        text.push_str(&source[done..end]);
        text.push_str(below_root(path));
        done = end;
    }
    text.push_str(&source[done..]);
    format!("{text}\n#[doc(hidden)] pub fn {ENTRY}() -> impl ::std::process::Termination {{ main() }}\n")
}

/// The number of the line that a program got more.
pub fn line_of_entry(source: &str) -> u32 {
    u32::try_from(source.matches('\n').count() + 2).expect("a program has fewer lines")
}

/// What the compiler said of the module at `path`, as it would say it of the program: paths are as its
/// author wrote them, and what marks their columns is moved along.
pub fn in_its_own_words(rendered: &str, path: &str) -> String {
    let (written, meant) = (format!("{path}::"), "crate::");
    let mut text = String::new();
    let mut moved: Vec<usize> = Vec::new();
    for line in rendered.split_inclusive('\n') {
        let Some((margin, code)) = line.split_once('|').filter(|(margin, _)| is_margin(margin)) else {
            text.push_str(&line.replace(&written, meant));
            continue;
        };
        if !margin.trim().is_empty() {
            let found = code.match_indices(&written).map(|(at, _)| at + meant.len());
            moved = found.map(|at| code[..at].chars().count()).collect();
        }
        let length = written.len() - meant.len();
        let code = match margin.trim() {
            "" => without_columns(code, &moved, length),
            _ => code.to_owned(),
        };
        text.push_str(&format!("{margin}|{}", code.replace(&written, meant)));
    }
    text
}

/// Whether this stands left of the bar in what rustc shows of a file.
fn is_margin(text: &str) -> bool {
    text.chars().all(|c| c == ' ' || c.is_ascii_digit())
}

/// A line of marks without some columns, wherever there is no text in them.
fn without_columns(marks: &str, at: &[usize], length: usize) -> String {
    let mut marks: Vec<char> = marks.chars().collect();
    for start in at.iter().rev() {
        let columns = *start..start + length;
        let is_mark = |c: &char| matches!(c, ' ' | '^' | '-' | '_' | '~' | '|');
        if marks.get(columns.clone()).is_some_and(|inside| inside.iter().all(is_mark)) {
            marks.drain(columns);
        }
    }
    marks.into_iter().collect()
}

/// What a path says after `crate`.
fn below_root(path: &str) -> &str {
    path.strip_prefix("crate").unwrap_or_default()
}

/// Where a text names the root of its crate, followed by what it means there.
fn roots(source: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // Whatever is no Rust is for the compiler to say.
    if let Ok(tokens) = source.parse() {
        collect_roots(tokens, &mut found);
    }
    found
}

fn collect_roots(tokens: TokenStream, found: &mut Vec<Range<usize>>) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) => collect_roots(group.stream(), found),
            TokenTree::Ident(name) if name == "crate" => {
                if let Some(TokenTree::Punct(next)) = tokens.peek()
                    && next.as_char() == ':'
                {
                    found.push(name.span().byte_range());
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATH: &str = "crate::hello";

    #[track_caller]
    fn becomes(program: &str, module: &str) {
        assert_eq!(as_module(program, PATH).lines().next(), Some(module));
    }

    #[test]
    fn a_program_gets_one_line_more() {
        for program in ["fn main() {}", "fn main() {}\n", "fn main() {} // done"] {
            let module = as_module(program, PATH);
            assert!(module.starts_with(program));
            let line = module.lines().nth(line_of_entry(program) as usize - 1).unwrap();
            assert!(line.contains("{ main() }"), "{line}");
            assert_eq!(syn::parse_file(&module).unwrap().items.len(), 2);
        }
    }

    #[test]
    fn the_root_of_a_program_is_the_program() {
        becomes("use crate::a::{b, c};", "use crate::hello::a::{b, c};");
        becomes(
            "/* é */ fn main() { crate::go(&[crate :: N]) }",
            "/* é */ fn main() { crate::hello::go(&[crate::hello :: N]) }",
        );
        becomes(
            "macro_rules! m { () => { $crate::go() } }",
            "macro_rules! m { () => { $crate::hello::go() } }",
        );
        becomes("pub(in crate::a) fn b() {}", "pub(in crate::hello::a) fn b() {}");
        for same in ["pub(crate) fn a() {}", "fn main() { \"crate::a\"; } // crate::a", "fn crate::a( {"] {
            becomes(same, same);
        }
    }

    #[test]
    fn the_compilers_words_are_about_what_was_written() {
        let said = "error[E0425]: cannot find function `go` in module `crate::hello::a`
 --> src/bin/hello.rs:3:21
  |
3 |     let one = crate::hello::a::go(crate::hello::N);
  |                                ^^               - here
  |                                |
  |                                not found in `crate::hello::a`

";
        let meant = "error[E0425]: cannot find function `go` in module `crate::a`
 --> src/bin/hello.rs:3:21
  |
3 |     let one = crate::a::go(crate::N);
  |                         ^^        - here
  |                         |
  |                         not found in `crate::a`

";
        assert_eq!(in_its_own_words(said, PATH), meant);
        assert_eq!(in_its_own_words(meant, PATH), meant);
    }
}
