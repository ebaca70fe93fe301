//! Makes text of a submission fit to be shown: one line, no control characters, not too long.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// Text of a submission as it came, which may hold anything. It cannot be printed: whoever shows it says
/// where, and a new format has its own way to make text harmless there. serde's formats have theirs.
///
/// What a judge says is no such text: what it quotes of a submission it has escaped.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Raw(String);

impl Raw {
    /// Takes such a text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// As it came, to be compared with other text and never to be shown.
    pub fn to_compare(&self) -> &str {
        &self.0
    }

    /// For a terminal, in one line: see [`escape()`].
    pub fn for_terminal(&self) -> String {
        escape(&self.0)
    }
}

/// The most characters that are shown of one piece of a submission's text.
pub const LONGEST: usize = 400;

/// Shows text that comes from a submission: what a terminal would act upon becomes `\u{1b}`,
/// and what goes beyond [`LONGEST`] characters becomes `…`.
pub fn escape(text: &str) -> String {
    let mut shown = String::new();
    let mut length = 0;
    for char in text.chars() {
        let piece = escape_char(char);
        length += piece.chars().count();
        if length > LONGEST {
            shown.push('…');
            break;
        }
        shown.push_str(&piece);
    }
    shown
}

/// Spells out the beginnings of lines that platforms take for commands when they read what a job
/// prints: `::error::…` of GitHub, wherever a line begins with it, and `##[…]` and `##vso[…]` of this and
/// others, wherever they stand.
pub fn without_commands(line: &str) -> String {
    let begins = line.trim_start();
    let is_command = begins.starts_with("::") && !begins.starts_with(":::");
    let line = if is_command { line.replacen("::", r"\u{3a}:", 1) } else { line.to_owned() };
    line.replace("##[", r"\u{23}#[").replace("##vso[", r"\u{23}#vso[")
}

/// Text of any length whose lines and tabs stay as they are, and in which all else that acts without being
/// seen is spelled out.
pub fn visible(text: &str) -> Cow<'_, str> {
    let stays = |char: char| matches!(char, '\n' | '\t') || !(char.is_control() || is_invisible(char));
    if text.chars().all(stays) {
        return Cow::Borrowed(text);
    }
    let shown = |char: char| if stays(char) { char.to_string() } else { escape_char(char) };
    Cow::Owned(text.chars().map(shown).collect())
}

fn escape_char(char: char) -> String {
    match char {
        '\n' => r"\n".to_owned(),
        '\r' => r"\r".to_owned(),
        '\t' => r"\t".to_owned(),
        _ if char.is_control() || is_invisible(char) => char.escape_unicode().to_string(),
        _ => char.to_string(),
    }
}

/// Whether a character reorders, joins or breaks the text around it without being seen.
fn is_invisible(char: char) -> bool {
    matches!(char,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_stays() {
        assert_eq!(escape("übergroß \"5 s\" ✓ \\n"), "übergroß \"5 s\" ✓ \\n");
    }

    #[test]
    fn control_characters_are_spelled_out() {
        assert_eq!(escape("a\u{1b}[31mb\u{7}\0\u{9b}"), r"a\u{1b}[31mb\u{7}\u{0}\u{9b}");
        assert_eq!(escape("one\r\n\ttwo"), r"one\r\n\ttwo");
    }

    #[test]
    fn invisible_characters_are_spelled_out() {
        assert_eq!(escape("a\u{202e}b\u{200b}c\u{feff}d\u{2028}"), r"a\u{202e}b\u{200b}c\u{feff}d\u{2028}");
    }

    #[test]
    fn whole_texts_keep_their_lines() {
        assert_eq!(visible("a\tb\nc"), "a\tb\nc");
        assert_eq!(visible("a\r\n\u{202e}b\u{1b}\0\n"), "a\\r\n\\u{202e}b\\u{1b}\\u{0}\n");
        assert_eq!(visible(&"x".repeat(LONGEST + 1)).len(), LONGEST + 1);
    }

    #[test]
    fn commands_of_platforms_are_text() {
        assert_eq!(without_commands("  ::set-output name=a::b"), r"  \u{3a}:set-output name=a::b");
        assert_eq!(without_commands("a ##[error]b ##vso[task]"), r"a \u{23}#[error]b \u{23}#vso[task]");
        for plain in ["a::b", " ::: src/a.rs:1:1", "## [a]", ""] {
            assert_eq!(without_commands(plain), plain);
        }
    }

    #[test]
    fn long_text_is_cut() {
        let shown = escape(&"x".repeat(LONGEST + 1));
        assert_eq!(shown, format!("{}…", "x".repeat(LONGEST)));
        assert_eq!(escape(&"x".repeat(LONGEST)), "x".repeat(LONGEST));
    }

    #[test]
    fn what_is_spelled_out_counts_as_it_is_shown() {
        let shown = escape(&"\u{1b}".repeat(1_000_000));
        assert!(shown.chars().count() <= LONGEST + 1, "{}", shown.len());
        assert!(shown.ends_with(r"\u{1b}…"), "an escape is never cut in two: {shown}");
    }
}
