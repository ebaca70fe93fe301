//! Finds in a student's file what no submission may do, before anything compiles it.
//!
//! It goes by tokens alone: a file need not parse, and what a macro is given or made of is seen
//! like everything else. It resolves no names and expands nothing, so a word that a macro could
//! put to a harmful use is refused wherever a macro may get hold of it. It is one layer: what
//! keeps a compiler from other people's files is the sandbox.

mod rules;
#[cfg(test)]
mod tests;
pub(super) mod walk;

use proc_macro2::TokenStream;

/// What was found in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scan {
    /// Nothing that is forbidden.
    Clean,
    /// Something that is forbidden; the first in the file.
    Refused(Forbidden),
    /// It could not be told where its tokens begin and end. The compiler says why, and a file
    /// that it accepts all the same is to be refused.
    Unreadable,
}

/// Something that no submission may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forbidden {
    /// Counted from 1, in the file as it was handed in.
    pub line: u32,
    /// As it stands in the source, such as `unsafe`, `include_str!` or `#[no_mangle]`.
    pub what: String,
    /// One sentence for a student: why, and what to do instead.
    pub why: &'static str,
}

impl Forbidden {
    /// What is said of a file that has it.
    pub fn sentence(&self, file: &str) -> String {
        format!("{file}:{} `{}` is not allowed. {}", self.line, crate::escape::escape(&self.what), self.why)
    }
}

/// Looks for what no submission may do.
pub fn scan(source: &str) -> Scan {
    if begins_ambiguously(source) {
        return Scan::Unreadable;
    }
    super::aside(|| match super::lex(source) {
        Ok(tokens) if !has_torn_label(&tokens) => {
            rules::first_forbidden(&tokens).map_or(Scan::Clean, Scan::Refused)
        }
        Ok(_) | Err(_) => Scan::Unreadable,
    })
}

/// Whether the compiler may take other lines than [`rust_of`](super::rust_of) for no Rust: a
/// comment or a quote that only one of them sees there would hide the rest of the file.
///
/// After `#!` the compiler passes over comments, and over other white space, to find a `[`. Lines
/// between `---` will be metadata to later compilers.
fn begins_ambiguously(source: &str) -> bool {
    let unmarked = source.strip_prefix('\u{feff}').unwrap_or(source);
    let after = unmarked.strip_prefix("#!").unwrap_or_default().trim_ascii_start();
    let is_unclear = |char: char| !char.is_ascii_graphic();
    after.starts_with("//")
        || after.starts_with("/*")
        || after.starts_with(is_unclear)
        || super::rust_of(source).trim_start_matches(is_unclear).starts_with("---")
}

/// Whether a quote is followed by a literal, which `'r"…"` is to our lexer: a quote and a raw
/// string. To the compiler it is the label `'r` and a string that ends elsewhere, so that one of
/// them sees code where the other sees text. Of the many texts tried, no others are read so.
fn has_torn_label(tokens: &TokenStream) -> bool {
    walk::walk(tokens, |near| near.is_torn_label().then_some(())).is_some()
}
