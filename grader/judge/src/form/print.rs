//! `stdout = {…}`.

use super::value::{Before, Count, LineOrText, Pattern, Text, Time, TimeAmount};
use super::{form, words};

form! {
    /// # `stdout`
    ///
    /// The lines that are printed, in which order and at which virtual time. A rule that takes more than a
    /// line is a table of its own, after the other keys of its check. Blank lines and blanks at the end of a
    /// line do not count, nor does what goes to standard error, such as `eprintln!` and `dbg!`.
    ///
    /// ```toml
    /// [check.stdout]
    /// order = "any"
    /// lines = [
    ///     { text = "Task A starting", at = "0s" },
    ///     { text = "Task A finished after {max} seconds", at = "max" },
    ///     { pattern = '^sum = \d+$', times = 2 },
    ///     "Done.",
    /// ]
    /// before = [["Task A starting", "Task A finished after {max} seconds", "Done."]]
    /// others = "allowed"
    /// ```
    ///
    /// A printed line counts for the text that it is, else for the first pattern that it fits, else it is
    /// one of the others. One that is nearly right is shown beside what was asked for:
    ///
    /// ```text
    /// expected  the line "Task A starting"
    /// observed  "task A starting", where only capitals differ: "task" instead of
    ///           "Task"
    /// ```
    Stdout: "rule" {
        /// The lines that are asked for. Each comes as often as it is listed.
        lines: Vec<LineOrText>,
        /// The order of the lines; by default as they are listed.
        order: Option<LineOrder>,
        /// Lists of lines of which each comes before the next, with `order = "any"`; each is written as it
        /// is in `lines`.
        before: Option<Vec<Before>>,
        /// Whether there may be other lines; by default there may be none.
        others: Option<Others>,
        /// How far times may be off; by default `"1ms"`, the tick of tokio's timers.
        within: Option<Time>,
    }
}

form! {
    /// # line
    ///
    /// A line in `lines`, with more to say about it than its text. It has either a `text` or a `pattern`.
    ///
    /// ```toml
    /// stdout = { lines = [{ text = "{n} waits in {max:.1} s", at = "max" }] }
    /// ```
    Line: "line" {
        /// Exactly this text. `{max}` in it is an input as `println!` writes it, but that a time is its
        /// number of seconds, such as `2` or `0.5`; `{max:.1}` has one digit after the point, and
        /// `{max:?}` is what Rust prints, such as `500ms`. `{{` and `}}` are braces.
        text: Option<Text>,
        /// Another text that is as good, such as one in the plural.
        or: Option<Text>,
        /// Any text that this fits.
        pattern: Option<Pattern>,
        /// When it is printed, in virtual time since the start of the call; by default at any time.
        at: Option<TimeAmount>,
        /// How often; in the order as listed, one after the other. By default once.
        times: Option<Count>,
    }
}

words! {
    /// # an order of lines
    /// An order of lines.
    #[derive(Default)]
    LineOrder {
        /// As they are listed.
        #[default]
        AsListed = "as listed",
        /// Any, as far as neither times nor `before` say more.
        Any = "any",
    }
}

words! {
    /// # whether there are others
    /// Whether there may be lines that nobody asked for.
    Others {
        /// There may be none.
        Forbidden = "forbidden",
        /// There may be any.
        Allowed = "allowed",
    }
}
