//! The page about the vocabulary: a section for each table and rule, and one for each sort of value.

use grader_judge::form::{self, Form, schema};
use serde_json::{Map, Value};

const HEAD: &str = "\
# Vocabulary

<!-- Made from the docs of grader/judge/src/form by `grader schema vocabulary`. -->

What can stand in the files of a course: each table and rule with its keys, and
[what keys take](#what-keys-take). How a course is written is told in [authoring.md](authoring.md).
A key in **bold** is needed; the others may be left out.

";

/// The whole page.
pub(super) fn page() -> String {
    let vocabulary = Vocabulary::new();
    let list: String = form::ALL.iter().map(|form| format!("- {}\n", vocabulary.link(form.name))).collect();
    let sections: String = form::ALL.iter().map(|form| vocabulary.section(form)).collect();
    format!("{HEAD}{list}\n{sections}{}", vocabulary.values())
}

/// All definitions, by name.
struct Vocabulary(Map<String, Value>);

impl Vocabulary {
    fn new() -> Self {
        let (mut exercise, course) = (schema::of_exercise().to_value(), schema::of_course().to_value());
        let mut definitions = match exercise["definitions"].take() {
            Value::Object(definitions) => definitions,
            _ => Map::new(),
        };
        definitions.insert("Exercise".to_owned(), exercise);
        definitions.insert("Course".to_owned(), course);
        Self(definitions)
    }

    fn title<'a>(&'a self, name: &'a str) -> &'a str {
        self.0.get(name).and_then(|schema| schema["title"].as_str()).unwrap_or(name)
    }

    fn link(&self, name: &str) -> String {
        let title = self.title(name);
        format!("[{title}](#{})", anchor(title))
    }

    fn section(&self, form: &Form) -> String {
        let Some(schema) = self.0.get(form.name) else { return String::new() };
        let mut text = format!("## {}\n\n{}\n\n", self.title(form.name), text_of(schema));
        if !form.keys.is_empty() {
            text += "| key | takes | |\n|---|---|---|\n";
            text.extend(form.keys.iter().map(|key| self.row(schema, key)));
            text.push('\n');
        }
        text
    }

    fn row(&self, table: &Value, key: &str) -> String {
        let schema = &table["properties"][key];
        let is_needed = table["required"].as_array().is_some_and(|keys| keys.iter().any(|one| one == key));
        let shown = if is_needed { format!("**`{key}`**") } else { format!("`{key}`") };
        let about = in_a_cell(text_of(schema)) + &self.words_of(schema);
        format!("| {shown} | {} | {about} |\n", in_a_cell(&self.takes(schema)))
    }

    /// What a key takes, in words.
    fn takes(&self, schema: &Value) -> String {
        if let Some(name) = referred(schema) {
            return match self.words(name) {
                Some(words) if !is_listed(name) => alternatives(words),
                _ => self.link(name),
            };
        }
        match schema["type"].as_str().unwrap_or_default() {
            "array" => format!("a list, each {}", self.takes(&schema["items"])),
            "object" => format!("a table, for each name {}", self.takes(&schema["additionalProperties"])),
            "boolean" => "`true` or `false`".to_owned(),
            "integer" => "a whole number".to_owned(),
            "number" => "a number".to_owned(),
            _ => "text".to_owned(),
        }
    }

    /// The words that a key takes, if it takes nothing else.
    fn words(&self, name: &str) -> Option<&Vec<Value>> {
        self.0.get(name)?["oneOf"].as_array()
    }

    /// What each of a key's words means, where it is not told in a section of its own.
    fn words_of(&self, schema: &Value) -> String {
        let name = referred(schema).filter(|name| !is_listed(name));
        let words = name.and_then(|name| self.words(name)).into_iter().flatten();
        words.map(|word| format!(" `{}`: {}", word["const"], in_a_cell(text_of(word)))).collect()
    }

    /// Sorts of values, by what they are called.
    fn values(&self) -> String {
        let is_told = |name: &String| is_listed(name) || self.words(name).is_some();
        let mut names: Vec<&String> = self.0.keys().filter(|name| !is_told(name)).collect();
        names.sort_by_key(|name| self.title(name));
        let section = |name: &String| format!("\n### {}\n\n{}\n", self.title(name), text_of(&self.0[name]));
        format!("## What keys take\n{}", names.into_iter().map(section).collect::<String>())
    }
}

/// Whether it has a section of its own.
fn is_listed(name: &str) -> bool {
    form::ALL.iter().any(|form| form.name == name)
}

/// The name of the definition that a schema refers to.
fn referred(schema: &Value) -> Option<&str> {
    let direct = schema["$ref"].as_str().or_else(|| schema["allOf"][0]["$ref"].as_str());
    direct?.strip_prefix("#/definitions/")
}

fn alternatives(words: &[Value]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{}`", word["const"])).collect();
    words.join(" or ")
}

fn text_of(schema: &Value) -> &str {
    schema["description"].as_str().unwrap_or_default()
}

/// A text as it can stand in a cell of a table.
fn in_a_cell(text: &str) -> String {
    text.replace('|', "\\|").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a link to a heading ends in, on the usual sites.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|char| char.is_alphanumeric() || matches!(char, ' ' | '-' | '_'));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}
