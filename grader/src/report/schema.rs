//! What an author can write into a course's files: JSON Schemas for editors, and a page for people. Both
//! come from the forms that the reader takes its keys from.

use grader_judge::form::schema;

use super::vocabulary;

/// What there is to say about the files of a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Subject {
    /// The JSON Schema of checks/*.toml
    Checks,
    /// The JSON Schema of course.toml
    Course,
    /// All tables, keys and values of both, in words: Markdown
    Vocabulary,
}

impl Subject {
    /// The text, with a newline at its end.
    pub fn render(self) -> String {
        let schema = match self {
            Self::Checks => schema::of_exercise(),
            Self::Course => schema::of_course(),
            Self::Vocabulary => return vocabulary::page(),
        };
        let mut text = serde_json::to_string_pretty(&schema).expect("a schema is plain data");
        text.push('\n');
        text
    }
}
