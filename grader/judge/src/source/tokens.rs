//! Reads names off the tokens that a macro is given, which may follow any grammar.

use proc_macro2::{Ident, TokenStream, TokenTree};

use super::mentions::{Collected, Kind, plain};

/// Collects from tokens what [`Collected`] collects from syntax, as far as neighbours tell.
///
/// Recursion goes as deep as brackets do, which is bounded before a file is parsed.
pub(crate) fn scan(tokens: &TokenStream, into: &mut Collected) {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let mut first = None;
    for (index, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => scan(&group.stream(), into),
            TokenTree::Ident(name) => {
                if !after(&tokens, index, "::") {
                    first = None;
                }
                take(name, &Near { tokens: &tokens, index }, first.clone(), into);
                first = first.or_else(|| Some(plain(name)));
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

fn take(name: &Ident, near: &Near<'_>, first: Option<String>, into: &mut Collected) {
    let defined = &mut into.defined;
    match near.role() {
        Role::Function => {
            // Whether it is inside an `impl` is more than the neighbours tell.
            defined.functions.entry(plain(name)).or_default();
            defined.methods.insert(plain(name));
        }
        Role::Item => {
            defined.items.insert(plain(name));
        }
        Role::Variable => {
            defined.variables.insert(plain(name));
        }
        Role::Method => into.mention(name, Kind::Method),
        Role::Path => into.mention(name, Kind::Path { first }),
        Role::Nothing => {}
    }
}

/// What a name is good for, by its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Function,
    Item,
    Variable,
    Method,
    Path,
    /// A field or a lifetime.
    Nothing,
}

struct Near<'a> {
    tokens: &'a [TokenTree],
    index: usize,
}

impl Near<'_> {
    fn role(&self) -> Role {
        let word = self.index.checked_sub(1).and_then(|before| match &self.tokens[before] {
            TokenTree::Ident(word) => Some(word.to_string()),
            TokenTree::Group(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => None,
        });
        match word.as_deref() {
            Some("fn") => Role::Function,
            Some("struct" | "enum" | "union" | "trait" | "type" | "mod" | "const" | "static") => Role::Item,
            Some("let" | "mut" | "ref" | "for") if !self.then("::") && !self.then("(") => Role::Variable,
            _ if self.after("'") => Role::Nothing,
            _ if self.after(".") && !self.after("..") => self.member(),
            _ if self.is_bound() => Role::Variable,
            _ => Role::Path,
        }
    }

    /// After a dot: a method if it is called.
    fn member(&self) -> Role {
        if self.then("(") || self.then("::") { Role::Method } else { Role::Nothing }
    }

    /// `name = …`, `name: …`, `|name|`.
    fn is_bound(&self) -> bool {
        let assigned = self.then("=") && !self.then("==") && !self.then("=>");
        let typed = self.then(":") && !self.then("::");
        let parameter = self.after("|") && !self.after("||") && (self.then("|") || self.then(","));
        !self.after("::") && (assigned || typed || parameter)
    }

    fn after(&self, punctuation: &str) -> bool {
        after(self.tokens, self.index, punctuation)
    }

    fn then(&self, punctuation: &str) -> bool {
        let rest = &self.tokens[self.index + 1..];
        punctuation.chars().zip(rest).filter(|(char, token)| is(token, *char)).count()
            == punctuation.chars().count()
    }
}

/// Whether the tokens before an index are this punctuation.
fn after(tokens: &[TokenTree], index: usize, punctuation: &str) -> bool {
    let before = &tokens[..index];
    let chars = punctuation.chars().rev();
    chars.clone().zip(before.iter().rev()).filter(|(char, token)| is(token, *char)).count() == chars.count()
}

fn is(token: &TokenTree, char: char) -> bool {
    match token {
        TokenTree::Punct(punctuation) => punctuation.as_char() == char,
        TokenTree::Group(group) => char == '(' && group.delimiter() == proc_macro2::Delimiter::Parenthesis,
        TokenTree::Ident(_) | TokenTree::Literal(_) => false,
    }
}
