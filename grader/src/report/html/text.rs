//! Pieces of text that many templates have.

use askama::Template;
use askama::filters::HtmlSafe;
use grader_judge::report::{Status, Verdict};

use crate::report::words;

/// Words of the judge or of an author, where code stands between backticks.
#[derive(Debug, Clone, Copy, Template)]
#[template(path = "phrase.html")]
pub(super) struct Phrase<'a>(pub(super) &'a str);

/// Its template has escaped all of it.
impl HtmlSafe for Phrase<'_> {}

impl<'a> Phrase<'a> {
    /// Its pieces, and whether they are code.
    fn pieces(&self) -> impl Iterator<Item = (bool, &'a str)> + use<'a> {
        let is_paired = self.0.matches('`').count().is_multiple_of(2);
        let parts = self.0.split('`').enumerate();
        let whole = (!is_paired).then_some((false, self.0));
        let parts = parts.filter(move |_| is_paired).map(|(index, text)| (index % 2 == 1, text));
        whole.into_iter().chain(parts).filter(|(_, text)| !text.is_empty())
    }
}

/// What came of something: a sign, a word, and a class for its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Template)]
#[template(path = "mark.html")]
pub(super) struct Mark {
    pub(super) class: &'static str,
    pub(super) symbol: &'static str,
    pub(super) word: &'static str,
}

/// It holds nothing but words of ours.
impl HtmlSafe for Mark {}

impl Mark {
    pub(super) fn of_exercise(verdict: Verdict) -> Self {
        let (class, symbol) = match verdict {
            Verdict::Accepted => ("good", "✓"),
            Verdict::Rejected => ("bad", "✗"),
            Verdict::CompileError => ("bad", "{}"),
            Verdict::Refused => ("bad", "⊘"),
            Verdict::Error => ("wrong", "!"),
            Verdict::NotStarted => ("none", "–"),
            Verdict::NotSubmitted => ("none", "·"),
        };
        Self { class, symbol, word: words::verdict(verdict) }
    }

    pub(super) fn of_check(status: Status) -> Self {
        let (class, symbol, word) = match status {
            Status::Passed => ("good", "✓", "passed"),
            Status::Failed => ("bad", "✗", "failed"),
            Status::Skipped => ("none", "–", "not looked at"),
            Status::Error => ("wrong", "!", "could not be decided"),
        };
        Self { class, symbol, word }
    }
}

/// A share in percent, as a whole number that is 100 only where nothing is missing.
pub(super) fn percent(part: f64, whole: f64) -> u32 {
    if whole > 0.0 { (part / whole * 100.0 + 1e-9).floor() as u32 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_stands_between_backticks() {
        let rendered = |text| Phrase(text).render().unwrap();
        assert_eq!(rendered("no `sort*` or `a < b`"), "no <code>sort*</code> or <code>a &#60; b</code>");
        assert_eq!(rendered("one ` alone <b>"), "one ` alone &#60;b&#62;");
        assert_eq!(rendered("a ` b ` c ` d"), "a ` b ` c ` d");
        assert_eq!(rendered(""), "");
    }

    #[test]
    fn a_percent_is_never_rounded_up() {
        assert_eq!(
            [percent(1.0, 3.0), percent(168.9, 169.0), percent(0.3, 0.3), percent(0.0, 0.0)],
            [33, 99, 100, 0]
        );
        assert_eq!(percent(0.1 + 0.2, 0.3), 100);
        assert_eq!(percent(7.0, 10.0), 70);
    }
}
