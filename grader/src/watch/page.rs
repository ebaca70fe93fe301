//! Fits lines to a terminal of any size.

use unicode_width::UnicodeWidthChar;

use crate::report::lines::{Line, Tone};

/// The size of a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Its width.
    pub columns: usize,
    /// Its height.
    pub rows: usize,
}

/// Lines of a page from `top` on, and a footer at the bottom.
pub(super) fn screen(page: &[Line], footer: &[Line], top: usize, size: Size) -> Vec<Line> {
    let wrapped = wrapped(page, size);
    let rows = rows_above_footer(footer, size);
    let top = top.min(wrapped.len().saturating_sub(rows));
    let below = wrapped.len().saturating_sub(top + rows);
    let mut screen: Vec<Line> = wrapped.into_iter().skip(top).take(rows).collect();
    screen.resize_with(rows, || Line { tone: Tone::Plain, text: String::new() });
    let mut footer: Vec<Line> = footer.iter().take(size.rows - rows).cloned().collect();
    if let Some(first) = footer.first_mut().filter(|_| below > 0) {
        first.text = format!("↓ {below} more with j  {}", first.text);
    }
    screen.extend(footer.into_iter().map(|line| Line { text: cut(&line.text, size.columns), ..line }));
    screen
}

/// The lines that a page takes on a terminal.
pub(super) fn height(page: &[Line], size: Size) -> usize {
    wrapped(page, size).len()
}

/// The lines that are left for a page. A terminal of a few lines has no footer.
pub(super) fn rows_above_footer(footer: &[Line], size: Size) -> usize {
    /// The fewest lines of a page that are worth less than its footer.
    const FEW: usize = 4;
    if size.rows < footer.len() + FEW { size.rows } else { size.rows - footer.len() }
}

/// Breaks lines that are too wide, between words where there are any.
fn wrapped(page: &[Line], size: Size) -> Vec<Line> {
    let pieces = |line: &Line| {
        let tone = line.tone;
        pieces(&line.text, size.columns.max(1)).into_iter().map(move |text| Line { tone, text })
    };
    page.iter().flat_map(pieces).collect()
}

fn pieces(text: &str, columns: usize) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(end) = end_of_columns(rest, columns) {
        let blank = rest[..end].rfind(' ').filter(|blank| !rest[..*blank].trim().is_empty());
        let at = match blank {
            _ if rest[end..].starts_with(' ') => end,
            // A bar is better broken than moved as a whole.
            Some(blank) if blank * 2 >= end => blank,
            _ => end,
        };
        let (piece, after) = rest.split_at(at);
        pieces.push(piece.trim_end().to_owned());
        rest = after.trim_start_matches(' ');
    }
    if !rest.is_empty() || pieces.is_empty() {
        pieces.push(rest.to_owned());
    }
    pieces
}

/// The part of a text that fits.
fn cut(text: &str, columns: usize) -> String {
    end_of_columns(text, columns).map_or(text, |end| &text[..end]).trim_end().to_owned()
}

/// The end of what of a text fits into so many columns, in bytes; `None` where all does. It is at
/// least one character.
fn end_of_columns(text: &str, columns: usize) -> Option<usize> {
    let mut width = 0;
    let too_wide = text.char_indices().find(|(_, char)| {
        width += char.width().unwrap_or_default();
        width > columns
    });
    let (index, char) = too_wide?;
    if index > 0 {
        return Some(index);
    }
    (char.len_utf8() < text.len()).then(|| char.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(texts: &[&str]) -> Vec<Line> {
        texts.iter().map(|text| Line { tone: Tone::Plain, text: (*text).to_owned() }).collect()
    }

    fn shown(lines: &[Line]) -> Vec<&str> {
        lines.iter().map(|line| line.text.as_str()).collect()
    }

    #[test]
    fn a_line_that_fits_stays_as_it_is() {
        for text in ["", "  wait 1    ███", "ab cd"] {
            assert_eq!(pieces(text, 15), [text]);
        }
    }

    #[test]
    fn a_line_is_broken_between_words() {
        assert_eq!(pieces("one two three four", 9), ["one two", "three", "four"]);
        assert_eq!(pieces("one two three", 7), ["one two", "three"]);
    }

    #[test]
    fn a_word_that_is_too_long_is_broken_too() {
        assert_eq!(pieces("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(pieces("  wait 1    ████████", 10), ["  wait 1", "████████"]);
    }

    #[test]
    fn wide_characters_take_two_columns() {
        assert_eq!(pieces("日本語", 4), ["日本", "語"]);
        assert_eq!(pieces("日本", 1), ["日", "本"]);
        assert_eq!(cut("日本語", 5), "日本");
    }

    #[test]
    fn a_footer_stays_at_the_bottom() {
        let screen = screen(&page(&["a"]), &page(&["bar", "keys"]), 0, Size { columns: 9, rows: 7 });
        assert_eq!(shown(&screen), ["a", "", "", "", "", "bar", "keys"]);
    }

    #[test]
    fn what_does_not_fit_is_told_and_can_be_reached() {
        let long: Vec<String> = (0..9).map(|number| number.to_string()).collect();
        let long = page(&long.iter().map(String::as_str).collect::<Vec<_>>());
        let size = Size { columns: 30, rows: 6 };
        let at = |top| screen(&long, &page(&["bar", "keys"]), top, size);
        assert_eq!(shown(&at(0)), ["0", "1", "2", "3", "↓ 5 more with j  bar", "keys"]);
        assert_eq!(shown(&at(5)), ["5", "6", "7", "8", "bar", "keys"]);
        assert_eq!(shown(&at(99)), ["5", "6", "7", "8", "bar", "keys"]);
    }

    #[test]
    fn a_tiny_terminal_is_never_overrun() {
        for columns in 0..20 {
            for rows in 0..9 {
                let size = Size { columns, rows };
                let lines =
                    screen(&page(&["one two three 日本 four"; 5]), &page(&["a bar", "the keys"]), 2, size);
                assert!(lines.len() == rows, "{size:?}: {lines:?}");
                let fits = |line: &Line| {
                    let width: usize = line.text.chars().filter_map(UnicodeWidthChar::width).sum();
                    width <= columns.max(2)
                };
                assert!(lines.iter().all(fits), "{size:?}: {lines:?}");
            }
        }
    }
}
