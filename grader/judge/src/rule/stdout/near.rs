//! The printed line that was probably meant to be one that is missing, and how it differs.

use super::printed::Printed;
use super::quoted;
use crate::course::nearest::distance;
use crate::words;

/// Lines that nobody asked for and that are held against one that is missing.
const MOST: usize = 64;

/// Characters of a line that could be a slip; comparing takes the product of two lengths.
const LONGEST: usize = 200;

/// The line among those that is most like the text, if one is.
pub(super) fn nearest<'p, 'a>(
    text: &str,
    lines: impl Iterator<Item = &'p Printed<'a>>,
) -> Option<&'p Printed<'a>>
where
    'a: 'p,
{
    let is_short = |text: &str| text.chars().nth(LONGEST).is_none();
    let short = lines.take(MOST).filter(|line| is_short(line.text) && is_short(text));
    let near = short.filter_map(|line| Some((slips(text, line.text)?, line)));
    near.min_by_key(|(slips, _)| *slips).map(|(_, line)| line)
}

/// How far a line is from the text; `None` where that is too far to have been meant.
fn slips(text: &str, line: &str) -> Option<usize> {
    let slips = distance(text, line);
    // One slip in three characters: as rustc does for names.
    let is_near = slips <= text.chars().count().max(3) / 3;
    (is_near || how(text, line).is_some() || line.contains(text)).then_some(slips)
}

/// What all of the difference is about, if it is of one sort.
fn how(text: &str, line: &str) -> Option<&'static str> {
    let without_blanks = |text: &str| text.split_whitespace().collect::<String>();
    let letters = |text: &str| text.chars().filter(|char| char.is_alphanumeric()).collect::<String>();
    if text.to_lowercase() == line.to_lowercase() {
        Some("only capitals differ")
    } else if without_blanks(text) == without_blanks(line) {
        Some("only blanks differ")
    } else if letters(text) == letters(line) && !letters(text).is_empty() {
        Some("only punctuation differs")
    } else {
        None
    }
}

/// How a line differs from the text that was asked for: what goes on after the line.
pub(super) fn difference(text: &str, line: &str) -> String {
    let what = match apart(text, line) {
        _ if text.split_whitespace().eq(line.split_whitespace()) => blanks_apart(text, line),
        (wanted, got) if got.is_empty() => format!("{} is missing", quoted(&wanted)),
        (wanted, got) if wanted.is_empty() => format!("{} is too much", quoted(&got)),
        (wanted, got) => format!("{} instead of {}", quoted(&got), quoted(&wanted)),
    };
    match how(text, line) {
        Some(how) => format!(", where {how}: {what}"),
        None => format!(": {what}"),
    }
}

/// The first blanks in which two lines of the same words differ.
fn blanks_apart(text: &str, line: &str) -> String {
    let mut words = blanks(text).zip(blanks(line));
    match words.find(|((wanted, _), (got, _))| wanted != got) {
        Some(((wanted, word), (got, _))) => {
            format!("{} instead of {wanted} before {}", words::count(got, "blank"), quoted(word))
        }
        None => "one of them is no space".to_owned(),
    }
}

/// The words of a line, and how many blanks stand before each.
fn blanks(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = line;
    std::iter::from_fn(move || {
        let from = rest.find(|char: char| !char.is_whitespace())?;
        let (blanks, begun) = rest.split_at(from);
        let end = begun.find(char::is_whitespace).unwrap_or(begun.len());
        rest = &begun[end..];
        Some((blanks.chars().count(), &begun[..end]))
    })
}

/// The words in which two lines differ, without the blanks around them.
fn apart(one: &str, other: &str) -> (String, String) {
    let [one, other] = [one, other].map(|line| line.chars().collect::<Vec<char>>());
    let start = common_start(&one, &other);
    let end = common_end(&one[start..], &other[start..]);
    let middle = |line: &[char]| line[start..line.len() - end].iter().collect::<String>().trim().to_owned();
    (middle(&one), middle(&other))
}

/// Characters up to the word in which two lines begin to differ.
fn common_start(one: &[char], other: &[char]) -> usize {
    let same = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    let is_blank = |line: &[char], at: usize| line.get(at).is_none_or(|char| char.is_whitespace());
    let is_between =
        |at: &usize| *at == 0 || one[at - 1].is_whitespace() || (is_blank(one, *at) && is_blank(other, *at));
    (0..=same).rev().find(is_between).unwrap_or_default()
}

/// Characters after the last word in which two lines differ.
fn common_end(one: &[char], other: &[char]) -> usize {
    let reversed = |line: &[char]| line.iter().rev().copied().collect::<Vec<_>>();
    common_start(&reversed(one), &reversed(other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn near<'a>(text: &str, lines: &[&'a str]) -> Option<&'a str> {
        let printed = |text: &&'a str| Printed { text, at: Duration::ZERO, places: &[] };
        let printed: Vec<_> = lines.iter().map(printed).collect();
        nearest(text, printed.iter()).map(|line| line.text)
    }

    #[test]
    fn the_nearest_line_is_found() {
        assert_eq!(near("Task A starting", &["Task B ends", "Task A strating"]), Some("Task A strating"));
        assert_eq!(near("TASK A", &["other", "task a"]), Some("task a"));
        assert_eq!(near("a b c d e f", &["abcdef"]), Some("abcdef"));
        assert_eq!(near("done", &["the work is done"]), Some("the work is done"));
        assert_eq!(near("Task A starting", &["nothing alike", ""]), None);
    }

    #[test]
    fn long_lines_and_many_are_not_compared() {
        let long = "x".repeat(LONGEST + 1);
        assert_eq!(near(&long, &[&format!("{long}y")]), None);
        let many: Vec<&str> = std::iter::repeat_n("other", MOST).chain(["text!"]).collect();
        assert_eq!((near("text", &many), near("text", &many[1..])), (None, Some("text!")));
    }

    #[test]
    fn the_difference_is_told_in_words() {
        let told = |text, line| difference(text, line);
        assert_eq!(
            told("Task A starting", "task A starting"),
            ", where only capitals differ: \"task\" instead of \"Task\""
        );
        assert_eq!(
            told("Task A  starting", "Task A starting"),
            ", where only blanks differ: 1 blank instead of 2 before \"starting\""
        );
        assert_eq!(told("a b", "a\tb"), ", where only blanks differ: one of them is no space");
        assert_eq!(told("a b c", "ab c"), ", where only blanks differ: \"ab\" instead of \"a b\"");
        assert_eq!(
            told("Hello, world!", "Hello world!"),
            ", where only punctuation differs: \"Hello\" instead of \"Hello,\""
        );
        assert_eq!(told("after 2 seconds", "after 2 second"), ": \"second\" instead of \"seconds\"");
        assert_eq!(told("one two three", "one three"), ": \"two\" is missing");
        assert_eq!(told("one three", "one two three"), ": \"two\" is too much");
        assert_eq!(told("one", "one two"), ": \"two\" is too much");
        assert_eq!(told("ab ab", "ab ab ab"), ": \"ab\" is too much");
    }
}
