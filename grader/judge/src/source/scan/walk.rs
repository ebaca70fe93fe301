//! Goes through tokens in the order of the file, and tells of each what it stands in.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// Calls `find` with every token until it finds something. It does not recurse: the tokens may
/// be nested as deep as a file is long.
pub(in crate::source) fn walk<T>(
    tokens: &TokenStream,
    mut find: impl FnMut(&Near<'_>) -> Option<T>,
) -> Option<T> {
    let mut levels = vec![Level::new(tokens, Place::default())];
    while let Some(level) = levels.last_mut() {
        let Some(near) = level.advance() else {
            levels.pop();
            continue;
        };
        let found = find(&near);
        if found.is_some() {
            return found;
        }
        if let TokenTree::Group(group) = near.token() {
            let inside = Level::new(&group.stream(), near.inside(group));
            levels.push(inside);
        }
    }
    None
}

/// What is around a token.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    /// The definition of a macro, or what one is given.
    pub(super) in_macro: bool,
    /// A `use` declaration.
    pub(super) in_import: bool,
    attribute: Option<Attribute>,
    /// A bracket around expressions, or all that a macro is given: no statement begins here.
    is_list: bool,
}

#[derive(Debug, Clone, Copy)]
struct Attribute {
    /// `#![…]`
    is_inner: bool,
    names: Names,
}

/// Where in a bracket an attribute's name stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Names {
    AtStart,
    /// After the condition of `cfg_attr`.
    AfterCommas,
    Nowhere,
}

/// A bracket that is being walked through.
struct Level {
    tokens: Vec<TokenTree>,
    next: usize,
    place: Place,
}

impl Level {
    fn new(tokens: &TokenStream, place: Place) -> Self {
        Self { tokens: tokens.clone().into_iter().collect(), next: 0, place }
    }

    fn advance(&mut self) -> Option<Near<'_>> {
        let index = self.next;
        let token = self.tokens.get(index)?;
        self.next += 1;
        if is_word(Some(token), "use") {
            // `impl Trait + use<'a>` imports nothing.
            self.place.in_import = !is_punct(self.tokens.get(index + 1), '<');
        } else if is_punct(Some(token), ';') {
            self.place.in_import = false;
        }
        Some(Near { tokens: &self.tokens, index, place: self.place })
    }
}

/// A token with its neighbours.
pub(in crate::source) struct Near<'a> {
    tokens: &'a [TokenTree],
    index: usize,
    pub(super) place: Place,
}

impl Near<'_> {
    pub(in crate::source) fn token(&self) -> &TokenTree {
        &self.tokens[self.index]
    }

    /// The token as many places later.
    pub(super) fn later(&self, count: usize) -> Option<&TokenTree> {
        self.tokens.get(self.index + count)
    }

    /// The token as many places earlier.
    pub(super) fn earlier(&self, count: usize) -> Option<&TokenTree> {
        self.index.checked_sub(count).and_then(|index| self.tokens.get(index))
    }

    /// Whether the token is an identifier spelled so, `r#` included.
    pub(super) fn is_word(&self, word: &str) -> bool {
        is_word(Some(self.token()), word)
    }

    /// The name of a macro that is called. `x != y` calls none.
    pub(super) fn is_called(&self) -> bool {
        is_punct(self.later(1), '!') && !is_punct(self.later(2), '=')
    }

    /// The end of a path in a `use` declaration.
    pub(super) fn is_imported(&self) -> bool {
        self.place.in_import && !is_punct(self.later(1), ':')
    }

    /// After `pub` or `pub(…)`.
    pub(super) fn is_public(&self) -> bool {
        let restricted = is_group(self.earlier(1), Delimiter::Parenthesis);
        is_word(self.earlier(if restricted { 2 } else { 1 }), "pub")
    }

    /// `name = "…"` where it can be no statement.
    pub(super) fn is_setting(&self) -> bool {
        self.place.is_list
            && self.index == 0
            && is_punct(self.later(1), '=')
            && matches!(self.later(2), Some(TokenTree::Literal(_)))
    }

    /// The name of an attribute. Those within `unsafe(…)` are never come to.
    pub(super) fn is_attribute(&self) -> bool {
        let after_comma = is_punct(self.earlier(1), ',');
        match self.place.attribute.map(|attribute| attribute.names) {
            Some(Names::AtStart) => self.index == 0,
            Some(Names::AfterCommas) => after_comma,
            Some(Names::Nowhere) | None => false,
        }
    }

    /// The name of an attribute of all that is around it.
    pub(super) fn is_inner_attribute(&self) -> bool {
        self.is_attribute() && self.place.attribute.is_some_and(|attribute| attribute.is_inner)
    }

    /// A macro's variable for an attribute or a part of one, other than a value as in
    /// `#[doc = $text]`.
    pub(super) fn is_attribute_variable(&self) -> bool {
        let inside = self.place.attribute.is_some() && !is_punct(self.earlier(1), '=');
        is_punct(Some(self.token()), '$') && (inside || self.begins_attribute().is_some())
    }

    /// The quote of a label or a lifetime that has no name.
    pub(super) fn is_torn_label(&self) -> bool {
        is_punct(Some(self.token()), '\'') && !matches!(self.later(1), Some(TokenTree::Ident(_)))
    }

    /// After `#` or `#!`; the second makes an inner attribute.
    fn begins_attribute(&self) -> Option<bool> {
        let is_inner = is_punct(self.earlier(1), '!');
        is_punct(self.earlier(if is_inner { 2 } else { 1 }), '#').then_some(is_inner)
    }

    /// What the token, which is this group, is around.
    fn inside(&self, group: &Group) -> Place {
        let is_given = self.is_given_to_macro();
        Place {
            in_macro: self.place.in_macro || is_given,
            in_import: self.place.in_import && group.delimiter() == Delimiter::Brace,
            attribute: self.attribute(group),
            is_list: is_given || group.delimiter() != Delimiter::Brace,
        }
    }

    /// After `name!` or `macro_rules! name`. That `if !(…)` looks the same does no harm.
    fn is_given_to_macro(&self) -> bool {
        let is_call =
            |at| is_punct(self.earlier(at), '!') && matches!(self.earlier(at + 1), Some(TokenTree::Ident(_)));
        is_call(1) || (is_call(2) && is_word(self.earlier(3), "macro_rules"))
    }

    fn attribute(&self, group: &Group) -> Option<Attribute> {
        let begun = self.begins_attribute().filter(|_| group.delimiter() == Delimiter::Bracket);
        if let Some(is_inner) = begun {
            return Some(Attribute { is_inner, names: Names::AtStart });
        }
        // The compiler takes `r#cfg_attr` for it too.
        let conditional = ["cfg_attr", "r#cfg_attr"].iter().any(|name| is_word(self.earlier(1), name));
        let names = if conditional { Names::AfterCommas } else { Names::Nowhere };
        self.place.attribute.map(|around| Attribute { names, ..around })
    }
}

pub(super) fn is_word(token: Option<&TokenTree>, word: &str) -> bool {
    matches!(token, Some(TokenTree::Ident(name)) if name == word)
}

pub(super) fn is_group(token: Option<&TokenTree>, delimiter: Delimiter) -> bool {
    matches!(token, Some(TokenTree::Group(group)) if group.delimiter() == delimiter)
}

fn is_punct(token: Option<&TokenTree>, char: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == char)
}
