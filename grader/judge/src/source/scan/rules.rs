//! What no submission may do, and the sentences that say so.
//!
//! A macro of the student's own can take tokens apart and join them anew, so that no neighbours
//! tell what a word is good for. Words that harm by themselves are therefore refused everywhere,
//! or, if they are ordinary ones, wherever a file's own macros can get hold of them. What is
//! left for a macro to piece together needs `unsafe` too, or does nothing in a file that is not
//! the root of a crate.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};

use super::Forbidden;
use super::walk::{Near, is_group, is_word, walk};

const SAFE: &str =
    "A submission is safe Rust: do without this, as every exercise can be solved in safe code.";
const ASSEMBLY: &str = "A submission is safe Rust: write in Rust what you would write in assembly.";
const READS: &str =
    "A submission reads no files while it is compiled: write what it needs into the source itself.";
const ENVIRONMENT: &str =
    "A submission sees nothing of the environment it is compiled in: write the value into the source itself.";
const PATH: &str = "A submission is only the files that the exercises name: put a module's code between \
                    `mod name {` and `}`.";
const LINKS: &str =
    "A submission takes no part in how programs are linked: leave this attribute out, no exercise needs it.";
const WHOLE_CRATE: &str =
    "This would change the whole crate, which belongs to the course: leave it out, no exercise needs it.";
const VANISHES: &str =
    "This could take the whole file away: leave it out, a submission is compiled in one way only.";
const EXTERN_CRATE: &str =
    "The crates of the course are there by name: leave this out, and write `use tokio::time;` for instance.";
const FOREIGN: &str =
    "A submission calls no foreign functions: use what std and the crates of the course offer instead.";
const SHARED_MACROS: &str =
    "A macro stays in the file that defines it: leave this out, and share a function instead.";
const HANDS_ON: &str = "This file defines macros, and this could hand them on to other files: leave it out, or \
                        do without macros.";
const OWN_MACROS: &str = "This file defines macros, and a macro could misuse this word: keep it outside of \
                          macros, or take another word.";
const VARIABLE: &str = "A macro's variable in an attribute could become any attribute at all: write the \
                        attribute out instead.";

/// The first thing in a file that is forbidden.
pub(super) fn first_forbidden(tokens: &TokenStream) -> Option<Forbidden> {
    let file = File::of(tokens);
    walk(tokens, |near| {
        let (what, why) = match near.token() {
            TokenTree::Ident(name) => keyword(near, file).or_else(|| word(name, near, file)),
            TokenTree::Punct(_) if near.is_attribute_variable() => Some((variable(near), VARIABLE)),
            TokenTree::Punct(_) | TokenTree::Group(_) | TokenTree::Literal(_) => None,
        }?;
        Some(Forbidden { line: crate::source::line(near.token().span()), what, why })
    })
}

/// What the meaning of a word anywhere in a file depends on.
#[derive(Debug, Clone, Copy)]
struct File {
    defines_macros: bool,
    /// One of its macros may write `pub`.
    has_pub_in_macro: bool,
}

impl File {
    fn of(tokens: &TokenStream) -> Self {
        let has = |is_it: fn(&Near<'_>) -> bool| walk(tokens, |near| is_it(near).then_some(())).is_some();
        Self {
            defines_macros: has(|near| near.is_word("macro_rules")),
            has_pub_in_macro: has(|near| near.place.in_macro && near.is_word("pub")),
        }
    }
}

/// A keyword that is forbidden, and why. As `r#unsafe` it is a name like others.
fn keyword(near: &Near<'_>, file: File) -> Option<(String, &'static str)> {
    let (what, why) = if near.is_word("unsafe") {
        // Everywhere: `unsafe(…)` of attributes, the bodies of macros and what they are given.
        ("unsafe", SAFE)
    } else if near.is_word("extern") && is_word(near.later(1), "crate") {
        ("extern crate", EXTERN_CRATE)
    } else if near.is_word("extern") && is_foreign_block(near) {
        ("extern", FOREIGN)
    } else if near.is_word("use") && file.defines_macros && near.is_public() {
        // Macros could leave the file by it; in other files nothing would warn of them.
        ("pub use", HANDS_ON)
    } else if near.is_word("use") && in_own_macro(near, file) && file.has_pub_in_macro {
        // A macro could put a `pub` before it from elsewhere.
        ("use", OWN_MACROS)
    } else {
        return None;
    };
    Some((what.to_owned(), why))
}

/// `extern { … }` or `extern "C" { … }`. `extern "C" fn` is harmless as long as its name is not
/// exported.
fn is_foreign_block(near: &Near<'_>) -> bool {
    let named = matches!(near.later(1), Some(TokenTree::Literal(_)));
    is_group(near.later(if named { 2 } else { 1 }), Delimiter::Brace)
}

/// Words that are forbidden in some places.
struct Rule {
    words: &'static [&'static str],
    is_forbidden: fn(&Near<'_>, File) -> bool,
    why: &'static str,
}

/// The first that fits a word decides.
const RULES: &[Rule] = &[
    // These harm by their mere name, which a macro can be given: they are refused even as names
    // of functions and fields, since `fn` and `.` would not keep a macro from taking it from there.
    Rule { words: &["include_str", "include_bytes"], is_forbidden: anywhere, why: READS },
    // Reads a file too, for debuggers.
    Rule { words: &["debugger_visualizer"], is_forbidden: anywhere, why: READS },
    Rule { words: &["global_asm", "naked_asm"], is_forbidden: anywhere, why: ASSEMBLY },
    Rule { words: &["option_env"], is_forbidden: anywhere, why: ENVIRONMENT },
    Rule { words: &["macro_export"], is_forbidden: anywhere, why: SHARED_MACROS },
    // An attribute that is a macro, and so has a path: `#[std::prelude::v1::global_allocator]`.
    Rule { words: &["global_allocator"], is_forbidden: anywhere, why: WHOLE_CRATE },
    // Functions and variables may be called like these.
    Rule { words: &["include"], is_forbidden: called_or_imported, why: READS },
    Rule { words: &["asm"], is_forbidden: called_or_imported, why: ASSEMBLY },
    // `use std::env as e` imports the macro along with the module, and passes: programs need the
    // module, and the compiler's environment holds nothing worth knowing.
    Rule { words: &["env"], is_forbidden: called, why: ENVIRONMENT },
    Rule { words: &["path"], is_forbidden: path_of_module, why: PATH },
    Rule { words: &["env", "include", "path"], is_forbidden: in_own_macro, why: OWN_MACROS },
    Rule { words: &["naked"], is_forbidden: attribute, why: ASSEMBLY },
    Rule {
        // `used` is not among them: it exports nothing without these.
        words: &["export_name", "link", "link_args", "link_name", "link_section", "no_mangle"],
        is_forbidden: attribute,
        why: LINKS,
    },
    Rule {
        // Refused as `#[…]` too, which does nothing: the student meant the other.
        words: &[
            "crate_name",
            "crate_type",
            "feature",
            "no_core",
            "no_main",
            "no_std",
            "panic_handler",
            "proc_macro",
            "proc_macro_attribute",
            "proc_macro_derive",
            "recursion_limit",
            "type_length_limit",
        ],
        is_forbidden: attribute,
        why: WHOLE_CRATE,
    },
    // At the top of a file it takes all of the file away, and nobody would know why.
    Rule { words: &["cfg"], is_forbidden: inner_attribute, why: VANISHES },
    // Of a whole file it gives the macros to the files after it; of a module in it, to the file.
    Rule { words: &["macro_use"], is_forbidden: inner_attribute, why: SHARED_MACROS },
];

/// A word that is forbidden where it stands, and why. As `r#include_str` it means the same.
fn word(name: &Ident, near: &Near<'_>, file: File) -> Option<(String, &'static str)> {
    let name = crate::source::mentions::plain(name);
    let fits = |rule: &&Rule| rule.words.contains(&name.as_str()) && (rule.is_forbidden)(near, file);
    RULES.iter().find(fits).map(|rule| (shown(&name, near), rule.why))
}

/// A word as it stands in the source.
fn shown(name: &str, near: &Near<'_>) -> String {
    if near.is_inner_attribute() {
        format!("#![{name}]")
    } else if near.is_attribute() {
        format!("#[{name}]")
    } else if near.is_called() {
        format!("{name}!")
    } else {
        name.to_owned()
    }
}

/// A macro's variable, or the `$` of `$(…)`.
fn variable(near: &Near<'_>) -> String {
    match near.later(1) {
        Some(TokenTree::Ident(name)) => format!("${name}"),
        _ => "$".to_owned(),
    }
}

fn anywhere(_: &Near<'_>, _: File) -> bool {
    true
}

fn called(near: &Near<'_>, _: File) -> bool {
    near.is_called()
}

fn called_or_imported(near: &Near<'_>, _: File) -> bool {
    near.is_called() || near.is_imported()
}

fn attribute(near: &Near<'_>, _: File) -> bool {
    near.is_attribute()
}

fn inner_attribute(near: &Near<'_>, _: File) -> bool {
    near.is_inner_attribute()
}

/// An attribute, or what a macro may make one of. `println!("{path}", path = p)` is neither.
fn path_of_module(near: &Near<'_>, _: File) -> bool {
    near.is_attribute() || near.is_setting()
}

/// In a macro, of a file that defines some; `$a:path` with the others, since a macro can be given
/// that too. The macros of libraries take nothing apart.
fn in_own_macro(near: &Near<'_>, file: File) -> bool {
    file.defines_macros && near.place.in_macro
}
