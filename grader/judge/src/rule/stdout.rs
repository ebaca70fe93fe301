//! `stdout`: the lines that a call printed, in which order, and when.

mod near;
mod number;
mod order;
mod output;
mod printed;
#[cfg(test)]
mod tests;
mod text;
mod time;

use std::time::Duration;

use regex_lite::Regex;

use self::output::Output;
pub use self::text::Text;
pub(crate) use self::text::{Format, Malformed};
use super::{Amount, LineOrder};
use crate::escape::escape;
use crate::report::Finding;
use crate::run::Run;

/// Characters of a line that are shown.
const SHOWN: usize = 100;

/// Lines on standard output. Blank lines and blanks at the end of a line do not count.
///
/// A printed line counts for the text that it is, else for the first pattern that it fits, else for
/// nothing: then it is one of the others. Each line that is listed has to come as often as it is listed,
/// even where others are allowed.
#[derive(Debug, Clone, PartialEq)]
pub struct Stdout {
    /// `lines = ["Hello", { text = "…", or = "…", at = "2s" }, { pattern = "…", times = "n" }]`.
    pub lines: Vec<Line>,
    /// `order = "any"`; by default as they are listed.
    pub order: LineOrder,
    /// `before = [["A", "B", "C"], …]`: all lines `A` come before all lines `B`, and those before all lines
    /// `C`. Each is written as it is in `lines`.
    pub before: Vec<Vec<String>>,
    /// `others = "allowed"`; by default there may be none.
    pub others_allowed: bool,
    /// How far times may be off; 1 ms by default, the tick of tokio's timers.
    pub within: Duration,
}

/// A line that is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What it says.
    pub wording: Wording,
    /// Its text or pattern as it stands in `lines`.
    pub written: String,
    /// `or = "…"`: another text that is as good.
    pub or: Option<Text>,
    /// When it is printed, in virtual time since the start of the call; `None` for any time.
    pub at: Option<Amount>,
    /// How often; in the order as listed, one after the other.
    pub times: Amount,
}

/// What a line says.
#[derive(Debug, Clone, PartialEq)]
pub enum Wording {
    /// `text = "…"`, or the text alone: exactly this.
    Text(Text),
    /// `pattern = "…"`: something that this regular expression fits, in the syntax of the crate
    /// `regex`; `\d`, `\w` and `\s` are ASCII's. Without `^` and `$` any part of the line will do.
    Pattern(Pattern),
}

/// A regular expression; equal to another one that is written alike.
#[derive(Debug, Clone)]
pub struct Pattern(pub Regex);

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_str() == other.0.as_str()
    }
}

/// The first thing that is wrong with the lines of a case: one is missing or too much; else their order;
/// else when one was printed.
pub(crate) fn check(rule: &Stdout, run: Run<'_>) -> Option<Finding> {
    let output = Output::of(rule, run);
    match rule.order {
        LineOrder::AsListed => match order::as_listed(&output) {
            Ok(pairs) => time::check(&output, pairs),
            Err(stop) => Some(number::check(&output).unwrap_or_else(|| order::swapped(&output, stop))),
        },
        LineOrder::Any => number::check(&output)
            .or_else(|| order::before(&output))
            .or_else(|| time::check(&output, time::in_any_order(&output))),
    }
}

/// A printed line, or one that is asked for, in quotes.
fn quoted(text: &str) -> String {
    let shown: String = text.chars().take(SHOWN).collect();
    let rest = if shown.len() < text.len() { "…" } else { "" };
    format!("\"{}{rest}\"", escape(&shown))
}
