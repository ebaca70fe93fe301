//! What pieces of Rust are, line by line, for their colours. Code that does not compile has some, too: nothing
//! is ever an error, and all pieces of a line together are the line.

/// What a piece of code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Plain,
    Keyword,
    /// A string or a character.
    Literal,
    Comment,
}

impl Kind {
    /// The class of what does not look like all else.
    pub(super) fn class(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Keyword => Some("keyword"),
            Self::Literal => Some("literal"),
            Self::Comment => Some("comment"),
        }
    }
}

const KEYWORDS: [&str; 38] = [
    "as", "async", "await", "break", "const", "continue", "crate", "dyn", "else", "enum", "extern", "false",
    "fn", "for", "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return",
    "self", "Self", "static", "struct", "super", "trait", "true", "type", "unsafe", "use", "where", "while",
];

/// What a line ends in and the next one goes on with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum State {
    #[default]
    Code,
    /// A comment that so many others are around, itself included.
    Comment(usize),
    /// A string; a raw one, which ends with a quote and so many `#`, has no escapes.
    Text { raw: Option<usize> },
}

/// Reads the lines of a file, one after the other.
#[derive(Debug, Default)]
pub(super) struct Lexer {
    state: State,
}

impl Lexer {
    /// The pieces of the next line; neighbours are of different kinds.
    pub(super) fn line<'a>(&mut self, line: &'a str) -> Vec<(Kind, &'a str)> {
        let mut pieces: Vec<(Kind, usize)> = Vec::new();
        let mut at = 0;
        while at < line.len() {
            let (kind, length) = self.piece(&line[at..]);
            at += length;
            match pieces.last_mut() {
                Some((last, end)) if *last == kind => *end = at,
                _ => pieces.push((kind, at)),
            }
        }
        let mut from = 0;
        pieces.into_iter().map(|(kind, to)| (kind, &line[std::mem::replace(&mut from, to)..to])).collect()
    }

    /// What the text begins with, and how long that is in bytes, at least one character.
    fn piece(&mut self, rest: &str) -> (Kind, usize) {
        match self.state {
            State::Code => self.code(rest),
            State::Comment(depth) => (Kind::Comment, self.comment(rest, depth)),
            State::Text { raw } => (Kind::Literal, self.text(rest, raw)),
        }
    }

    fn code(&mut self, rest: &str) -> (Kind, usize) {
        if rest.starts_with("//") {
            return (Kind::Comment, rest.len());
        }
        if rest.starts_with("/*") {
            self.state = State::Comment(1);
            return (Kind::Comment, 2);
        }
        if let Some((raw, length)) = opening(rest) {
            self.state = State::Text { raw };
            return (Kind::Literal, length);
        }
        if let Some(length) = character(rest) {
            return (Kind::Literal, length);
        }
        let word = rest.find(|char| !is_word(char)).unwrap_or(rest.len());
        match &rest[..word] {
            "" => (Kind::Plain, first(rest)),
            word if KEYWORDS.contains(&word) => (Kind::Keyword, word.len()),
            word => (Kind::Plain, word.len()),
        }
    }

    fn comment(&mut self, rest: &str, depth: usize) -> usize {
        self.state = match (rest.starts_with("/*"), rest.starts_with("*/")) {
            (true, _) => State::Comment(depth + 1),
            (_, true) if depth > 1 => State::Comment(depth - 1),
            (_, true) => State::Code,
            _ => return first(rest),
        };
        2
    }

    fn text(&mut self, rest: &str, raw: Option<usize>) -> usize {
        let end = format!("\"{}", "#".repeat(raw.unwrap_or(0)));
        if rest.starts_with(&end) {
            self.state = State::Code;
            end.len()
        } else if raw.is_none() && rest.starts_with('\\') {
            1 + first(&rest[1..])
        } else {
            first(rest)
        }
    }
}

/// The length of the first character, in bytes.
fn first(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

fn is_word(char: char) -> bool {
    char.is_alphanumeric() || char == '_'
}

/// Whether a string begins here: how it ends, and how long its beginning is.
fn opening(rest: &str) -> Option<(Option<usize>, usize)> {
    let after = rest.strip_prefix(['b', 'c']).unwrap_or(rest);
    let prefix = rest.len() - after.len();
    if after.starts_with('"') {
        return Some((None, prefix + 1));
    }
    let hashes = after.strip_prefix('r')?;
    let quote = hashes.trim_start_matches('#');
    let count = hashes.len() - quote.len();
    quote.starts_with('"').then_some((Some(count), prefix + 1 + count + 1))
}

/// The length of a character between quotes, where that is what begins here: a lifetime has one quote alone.
fn character(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('\'')?;
    let length = match inside.strip_prefix('\\') {
        Some(escaped) => 1 + first(escaped) + escaped.get(first(escaped)..)?.find('\'')?,
        None => first(inside),
    };
    inside.get(length..)?.starts_with('\'').then_some(length + 2)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Each piece that has a colour, with a letter for it.
    fn coloured(text: &str) -> Vec<String> {
        let mut lexer = Lexer::default();
        let pieces = text
            .lines()
            .flat_map(|line| lexer.line(line))
            .filter_map(|(kind, piece)| Some(format!("{} {piece}", &kind.class()?[..1])));
        pieces.collect()
    }

    #[test]
    fn keywords_literals_and_comments_are_told_apart() {
        assert_eq!(coloured("pub async fn asynchronous() {} // fn"), ["k pub", "k async", "k fn", "c // fn"]);
        assert_eq!(
            coloured("a(\"\\\" // no\", 'x', '\\'', b\"fn\", x)"),
            ["l \"\\\" // no\"", "l 'x'", "l '\\''", "l b\"fn\""]
        );
        assert_eq!(coloured("fn a<'a>(b: &'a str) -> &'static str"), ["k fn", "k static"]);
        assert_eq!(coloured("r#\"a \" b\"# + bar\"x\""), ["l r#\"a \" b\"#", "l \"x\""]);
    }

    #[test]
    fn what_goes_on_in_the_next_line_does() {
        assert_eq!(coloured("/* a /* b */\nfn */ fn"), ["c /* a /* b */", "c fn */", "k fn"]);
        assert_eq!(coloured("\"one\nlet\" let"), ["l \"one", "l let\"", "k let"]);
        assert_eq!(coloured("r##\"\"#\nlet\"## let"), ["l r##\"\"#", "l let\"##", "k let"]);
    }

    proptest! {
        #[test]
        fn no_piece_is_lost(lines in proptest::collection::vec("[a-z'\"\\\\#/*{} ü漢]{0,24}", 0..6)) {
            let mut lexer = Lexer::default();
            for line in &lines {
                let pieces: String = lexer.line(line).into_iter().map(|(_, piece)| piece).collect();
                prop_assert_eq!(&pieces, line);
            }
        }
    }
}
