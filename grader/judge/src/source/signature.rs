//! The signatures of a file's functions and methods, as they stand there.

use std::collections::BTreeMap;
use std::ops::Range;

use syn::spanned::Spanned;

use super::functions::{Function, functions};
use super::{aside, line, parse, rust_of};

/// How a function is declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Signature {
    /// On one line, from `pub` to the type that it returns.
    pub(crate) text: String,
    /// Counted from 1.
    pub(crate) line: u32,
}

/// The signatures of a file's functions, by name, such as `wait_n` and `Counter::add`; none of a file that
/// is no Rust.
pub(crate) fn signatures(source: &str) -> BTreeMap<String, Signature> {
    aside(|| {
        let file = parse(source).ok();
        let functions = file.iter().flat_map(functions);
        functions.map(|function| (function.name.clone(), signature(source, &function))).collect()
    })
}

fn signature(source: &str, function: &Function<'_>) -> Signature {
    let start = match function.visibility {
        syn::Visibility::Inherited => function.signature.span(),
        visibility => visibility.span(),
    };
    let whole = start.byte_range().start..function.signature.span().byte_range().end;
    let main = if function.attributes.iter().any(is_tokio_main) { "#[tokio::main] " } else { "" };
    let text = format!("{main}{}", on_one_line(rust_of(source), whole));
    Signature { text, line: line(function.signature.ident.span()) }
}

/// The attribute that makes an `async fn` a plain one.
fn is_tokio_main(attribute: &syn::Attribute) -> bool {
    let path: Vec<_> = attribute.path().segments.iter().map(|segment| segment.ident.to_string()).collect();
    path == ["tokio", "main"]
}

/// A piece of a source with its line breaks and what rustfmt does for them taken out.
fn on_one_line(source: &str, piece: Range<usize>) -> String {
    let words: Vec<&str> = source.get(piece).unwrap_or_default().split_whitespace().collect();
    words.join(" ").replace("( ", "(").replace(", )", ")")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(source: &str, function: &str) -> Option<(String, u32)> {
        signatures(source).remove(function).map(|signature| (signature.text, signature.line))
    }

    #[test]
    fn a_signature_reaches_from_pub_to_the_result() {
        let source = "\u{feff}use a::B;\n/// Says é.\n#[inline]\npub async fn f(n: u8) -> Vec<B> { g() }";
        assert_eq!(text(source, "f"), Some(("pub async fn f(n: u8) -> Vec<B>".to_owned(), 4)));
        assert_eq!(text("fn f() {}", "f"), Some(("fn f()".to_owned(), 1)));
        assert_eq!(text("#[tokio::main]\nasync fn f() {}", "f").unwrap().0, "#[tokio::main] async fn f()");
        assert_eq!(text("fn f() {}", "g"), None);
    }

    #[test]
    fn a_signature_stands_on_one_line() {
        let source = "pub fn f(\n    one: u8,\n    other: u8,\n) -> impl Future<Output = u8>\nwhere\n    u8: Copy,\n{\n}";
        assert_eq!(
            text(source, "f").unwrap().0,
            "pub fn f(one: u8, other: u8) -> impl Future<Output = u8> where u8: Copy,"
        );
    }

    #[test]
    fn methods_have_the_name_of_their_type() {
        let source = "pub struct A<T>(T);\nimpl<T> A<T> {\n    pub fn f(&self) {}\n}\nimpl Drop for A<u8> { fn drop(&mut self) {} }";
        assert_eq!(text(source, "A::f"), Some(("pub fn f(&self)".to_owned(), 3)));
        assert_eq!((text(source, "f"), text(source, "A::drop")), (None, None));
    }

    #[test]
    fn what_is_no_rust_has_no_functions() {
        assert_eq!(signatures("fn f( {"), BTreeMap::new());
    }
}
