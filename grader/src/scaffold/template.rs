//! What a new exercise is made of: a small one that works, in `grader/scaffold`.
//!
//! In its files `NAME`, `TITLE` and `ORDER` stand for those of the exercise.

/// Whether a file is what students get, or is about their answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Course,
    Solutions,
}

/// A file of a new exercise.
#[derive(Debug, Clone, Copy)]
pub(super) struct Template {
    pub(super) side: Side,
    place: &'static str,
    text: &'static str,
    /// What it is for.
    pub(super) purpose: &'static str,
}

macro_rules! template {
    ($side:ident, $place:literal, $file:literal, $purpose:literal) => {
        Template {
            side: Side::$side,
            place: $place,
            text: include_str!(concat!("../../scaffold/", $file)),
            purpose: $purpose,
        }
    };
}

/// A function that waits, and returns what it was given.
static FUNCTION: [Template; 7] = [
    template!(Course, "src/NAME.rs", "function/stub.rs", "the lesson, and what students fill in"),
    template!(Solutions, "src/NAME.rs", "function/reference.rs", "the reference"),
    template!(Solutions, "accepted/NAME/until.rs", "function/accepted.rs", "another right answer"),
    template!(
        Solutions,
        "wrong/NAME/not_awaited.rs",
        "function/not_awaited.rs",
        "a wrong one, and what fails"
    ),
    template!(Solutions, "wrong/NAME/blocking.rs", "function/blocking.rs", "another wrong one"),
    template!(Solutions, "wrong/NAME/another_value.rs", "function/another_value.rs", "another wrong one"),
    template!(Course, "checks/NAME.toml", "function/checks.toml", "what is called, and what is judged"),
];

/// A program that prints two lines.
static PROGRAM: [Template; 8] = [
    template!(Course, "src/bin/NAME.rs", "program/stub.rs", "the lesson, and what students fill in"),
    template!(Solutions, "src/bin/NAME.rs", "program/reference.rs", "the reference"),
    template!(Solutions, "accepted/NAME/by_hand.rs", "program/accepted.rs", "another right answer"),
    template!(
        Solutions,
        "wrong/NAME/not_awaited.rs",
        "program/not_awaited.rs",
        "a wrong one, and what fails"
    ),
    template!(Solutions, "wrong/NAME/blocking.rs", "program/blocking.rs", "another wrong one"),
    template!(Solutions, "wrong/NAME/other_words.rs", "program/other_words.rs", "another wrong one"),
    template!(Solutions, "wrong/NAME/lingers.rs", "program/lingers.rs", "another wrong one"),
    template!(Course, "checks/NAME.toml", "program/checks.toml", "what is run, and what is judged"),
];

/// The files of an exercise, its definition last.
pub(super) fn of(is_program: bool) -> &'static [Template] {
    if is_program { &PROGRAM } else { &FUNCTION }
}

impl Template {
    /// Where it belongs, below the folder of its side.
    pub(super) fn place(&self, name: &str) -> String {
        self.place.replace("NAME", name)
    }

    /// Its text for an exercise.
    pub(super) fn filled(&self, name: &str, title: &str, order: i64) -> String {
        let is_toml = self.place.ends_with(".toml");
        let title = if is_toml { toml::Value::from(title).to_string() } else { title.to_owned() };
        // A title may well have such words in it: it comes last.
        self.text.replace("NAME", name).replace("ORDER", &order.to_string()).replace("TITLE", &title)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_taken_as_it_is() {
        for template in [FUNCTION[0], FUNCTION[6]] {
            let text = template.filled("nap", "NAME the \"ORDER\"", 3);
            let shown = if template.side == Side::Course && template.place.ends_with("toml") {
                let table: toml::Table = text.parse().unwrap();
                assert_eq!(table["order"].as_integer(), Some(3));
                table["title"].as_str().unwrap().to_owned()
            } else {
                text
            };
            assert!(shown.contains("NAME the \"ORDER\""), "{shown}");
        }
    }
}
