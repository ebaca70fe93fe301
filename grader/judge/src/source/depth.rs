//! How deep tokens are nested, found without recursion.
//!
//! A parser recurses for brackets, but for `!!!!x`, `A<B<C<…`, `|| || ||` and `a.b().c()` too,
//! and so does whoever walks or drops the tree. All of these need tokens of one statement, so
//! it is those that are counted, along the way inwards.

use proc_macro2::{Delimiter, TokenStream, TokenTree, token_stream};

/// The most tokens between the start of a statement and a token of it, together with those of
/// the statements around it. Of 5800 files of popular crates the deepest has 616, not counting
/// a parser's own tests, and half have less than 115.
const MOST: usize = 700;

/// What a bracket counts: a parser's stack grows by it as by so many tokens.
const BRACKET: usize = 20;

/// The first line that is nested too deep.
pub(crate) fn too_deep(tokens: &TokenStream) -> Option<u32> {
    let mut levels = vec![Level::new(tokens, 0)];
    while let Some(level) = levels.last_mut() {
        let Some(token) = level.rest.next() else {
            levels.pop();
            continue;
        };
        level.count(&token);
        if level.outside + level.run > MOST {
            return Some(super::line(token.span()));
        }
        if let TokenTree::Group(group) = &token {
            let outside = level.outside + level.run + BRACKET;
            levels.push(Level::new(&group.stream(), outside));
        }
    }
    None
}

/// A bracket that is being walked through.
struct Level {
    rest: token_stream::IntoIter,
    /// Counted outside of it.
    outside: usize,
    /// Counted in it since the last end of a statement.
    run: usize,
    /// Of those, what may open a nesting that a comma does not close: `<` and `|`.
    open: usize,
    last: Last,
}

/// What the token before was, as far as it tells where a statement ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Block,
    Hash,
    Other,
}

impl Level {
    fn new(tokens: &TokenStream, outside: usize) -> Self {
        Self { rest: tokens.clone().into_iter(), outside, run: 0, open: 0, last: Last::Other }
    }

    fn count(&mut self, token: &TokenTree) {
        if self.last == Last::Block && begins_statement(token) {
            self.end_statement();
        }
        self.run += 1;
        let last = std::mem::replace(&mut self.last, Last::Other);
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => self.last = Last::Block,
            // Attributes follow each other without nesting; a lesson is hundreds of them.
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket && last == Last::Hash => {
                self.end_statement();
            }
            TokenTree::Punct(punct) => self.punctuation(punct.as_char(), last),
            TokenTree::Group(_) | TokenTree::Ident(_) | TokenTree::Literal(_) => {}
        }
    }

    fn punctuation(&mut self, char: char, last: Last) {
        match char {
            ';' => self.end_statement(),
            ',' => self.run = 2 * self.open,
            '<' | '|' => self.open += 1,
            '#' => self.last = Last::Hash,
            '!' => self.last = last,
            _ => {}
        }
    }

    fn end_statement(&mut self) {
        (self.run, self.open) = (0, 0);
    }
}

/// Whether a token after a block starts anew: an expression that goes on does so with
/// punctuation, with `else` or with `as`.
fn begins_statement(token: &TokenTree) -> bool {
    match token {
        TokenTree::Ident(word) => word != "else" && word != "as",
        TokenTree::Punct(punct) => punct.as_char() == '#',
        TokenTree::Group(_) | TokenTree::Literal(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::source::read;

    /// What nests deeper with every repetition, and is parsed if it is short.
    const NESTINGS: &[(&str, &str, &str, &str, &str)] = &[
        ("fn f() { let _ = ", "(", "x", ")", "; }"),
        ("fn f() { let _ = ", "[", "x", "]", "; }"),
        ("fn f() { let _ = ", "{", "x", "}", "; }"),
        ("fn f() { let _ = ", "g(", "x", ")", "; }"),
        ("fn f() { let _ = ", "g(1, ", "x", ")", "; }"),
        ("fn f() { let _ = ", "!", "x", "", "; }"),
        ("fn f() { let _ = ", "& ", "x", "", "; }"),
        ("fn f() { let _ = ", "|| ", "x", "", "; }"),
        ("fn f() { let _ = ", "|a, b| ", "x", "", "; }"),
        ("fn f() { let _ = ", "return ", "x", "", "; }"),
        ("fn f() { let _ = ", "a = ", "x", "", "; }"),
        ("fn f() { let _ = ", "x + ", "x", "", "; }"),
        ("fn f() { let _ = ", "{ 1 } + ", "x", "", "; }"),
        ("fn f() { let _ = ", "if x { 1 } else ", "{ 1 }", "", "; }"),
        ("fn f() { let _ = ", "async move { ", "x", " }", "; }"),
        ("fn f() { let _ = ", "match x { _ => ", "x", " }", "; }"),
        ("fn f() { let _ = x", ".f()", "", "", "; }"),
        ("fn f() { let _ = x", "?", "", "", "; }"),
        ("fn f() { let _ = x", "[0]", "", "", "; }"),
        ("fn f() { let _ = x", " as u8", "", "", "; }"),
        ("fn f() { let ", "& ", "x", "", " = 1; }"),
        ("fn f() { let ", "(", "x", ", )", " = 1; }"),
        ("type A = ", "A<", "u8", ">", ";"),
        ("type A = ", "A<u8, ", "u8", ">", ";"),
        ("type A = ", "<A as B<", "u8", ">>::C", ";"),
        ("type A = ", "impl A<B = ", "u8", ">", ";"),
        ("type A = ", "fn() -> ", "u8", "", ";"),
        ("use ", "a::", "b", "", ";"),
        ("use ", "a::{", "b", "}", ";"),
        ("", "mod a {", "", "}", ""),
        ("", "fn f() {", "", "}", ""),
        ("", "impl A { fn f() {", "", "}}", ""),
        ("m! { ", "(", "x", ")", " }"),
    ];

    #[test]
    fn whatever_nests_is_refused_before_it_overflows_a_stack() {
        for (before, open, inside, close, after) in NESTINGS {
            let nested = |times| {
                read(&format!("{before}{}{inside}{}{after}", open.repeat(times), close.repeat(times)))
            };
            assert!(nested(3).is_ok(), "{open} is not parsed: {:?}", nested(3));
            // Somewhere on the way from one to many the limit lies: until then it is parsed.
            for times in [10, 20, 40, 80, 160, 230, 320, 460, 690] {
                let _ = nested(times);
            }
            let refused = nested(2_000).map(|_| ()).unwrap_err();
            assert_eq!(refused.reason, "it is nested too deep", "{open}");
        }
    }

    #[test]
    fn a_long_file_is_not_deep() {
        let lines = |line: &str| read(&line.repeat(2_000)).is_ok();
        assert!(lines("//! A lesson.\n"));
        assert!(lines("/// A lesson.\nfn f() {}\n"));
        assert!(lines("fn f(a: u8) -> u8 { a }\n"));
        assert!(lines("use a::b;\n"));
        assert!(read(&format!("fn f() {{ {} }}", "g(1); if a { b } ".repeat(2_000))).is_ok());
        assert!(read(&format!("static A: &[u8] = &[{}];", "1, ".repeat(2_000))).is_ok());
        assert!(read(&format!("fn f(a: A) {{ match a {{ {} }} }}", "B => {} ".repeat(2_000))).is_ok());
    }
}
