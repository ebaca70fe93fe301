//! What is declared is what is read, and it is documented.

mod examples;
mod findings;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use grader_trace::Limits;
use jsonschema::Validator;
use serde_json::Value;

use super::{ALL, Course, Form, schema};
use crate::course::{CourseFile, read};

static EXERCISE: LazyLock<Value> = LazyLock::new(|| schema::of_exercise().to_value());
static COURSE: LazyLock<Value> = LazyLock::new(|| schema::of_course().to_value());

/// Whether the schema of `course.toml`, or else that of an exercise, takes a file.
pub(crate) fn is_valid(is_course: bool, file: &Value) -> bool {
    static OF_EXERCISE: LazyLock<Validator> = LazyLock::new(|| jsonschema::validator_for(&EXERCISE).unwrap());
    static OF_COURSE: LazyLock<Validator> = LazyLock::new(|| jsonschema::validator_for(&COURSE).unwrap());
    if is_course { OF_COURSE.is_valid(file) } else { OF_EXERCISE.is_valid(file) }
}

/// A file as an editor takes it, if it is TOML. A date, which no key takes, is `null` there.
pub(crate) fn json(text: &str) -> Option<Value> {
    let file: toml::Table = text.parse().ok()?;
    Some(of_value(toml::Value::Table(file)))
}

fn of_value(value: toml::Value) -> Value {
    match value {
        toml::Value::Datetime(_) => Value::Null,
        toml::Value::Array(values) => values.into_iter().map(of_value).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, of_value(value))).collect(),
        toml::Value::String(_)
        | toml::Value::Integer(_)
        | toml::Value::Float(_)
        | toml::Value::Boolean(_) => serde_json::to_value(value).unwrap(),
    }
}

/// A form as the schemas have it.
fn definition(form: &Form) -> Option<&'static Value> {
    match form.name {
        "Exercise" => Some(&EXERCISE),
        "Course" => Some(&COURSE),
        name => EXERCISE["definitions"].get(name),
    }
}

/// Every form that comes into a file of an exercise.
const FULL: &str = r#"
title = "One"
order = 1
limits = {}

[[scenario]]
id = "runs"
call = "one::wait(n, &client).await"
output = "Duration"
inputs = { n = [1], client = [{ "http://ada.test/" = { after = "1s" } }] }
heartbeat = "10ms"

[[check]]
id = "right"
title = "It is right"
points = 1
returned = { at_most = "1s", spread = { up_to = "10s", quarters = 3 }, fair = { from = 1, to = 6 } }
elapsed = { at_most = "1s" }
calls = { function = "one::wait", times = 1 }
tasks = { spawned = 1 }
waits = { made = 1 }
requests = { at_most = 2 }
stdout = { order = "any", lines = [{ text = "Hello" }] }
heartbeat = { late = "5ms" }
source = { forbid = ["sort"] }
compile = { accept = "one::wait(1);" }
across = { seeds = "differ" }
"#;

/// Where each form stands there.
const PATHS: &[(&str, &[&str])] = &[
    ("Exercise", &[]),
    ("Scenario", &["scenario"]),
    ("Answer", &["scenario", "inputs", "client", "http://ada.test/"]),
    ("Check", &["check"]),
    ("Returned", &["check", "returned"]),
    ("Spread", &["check", "returned", "spread"]),
    ("Fair", &["check", "returned", "fair"]),
    ("Elapsed", &["check", "elapsed"]),
    ("Calls", &["check", "calls"]),
    ("Tasks", &["check", "tasks"]),
    ("Waits", &["check", "waits"]),
    ("Requests", &["check", "requests"]),
    ("Stdout", &["check", "stdout"]),
    ("Line", &["check", "stdout", "lines"]),
    ("Heartbeat", &["check", "heartbeat"]),
    ("Source", &["check", "source"]),
    ("Compile", &["check", "compile"]),
    ("Across", &["check", "across"]),
    ("Limits", &["limits"]),
];

/// That file with a date in the place of one value of a form.
fn with_a_date(form: &Form, key: &str) -> CourseFile {
    if form.name == Course::FORM.name {
        return CourseFile { path: "course.toml".to_owned(), text: format!("{key} = 1979-05-27") };
    }
    let place = PATHS.iter().find(|(name, _)| *name == form.name);
    let (_, path) = place.unwrap_or_else(|| panic!("`{}` is new: put one into FULL and PATHS", form.name));
    let mut file: toml::Value = toml::Value::Table(FULL.parse().unwrap());
    let mut table = &mut file;
    for step in *path {
        table = &mut table[*step];
        if table.is_array() {
            table = &mut table[0];
        }
    }
    let date = toml::Value::Datetime("1979-05-27".parse().unwrap());
    table.as_table_mut().unwrap().insert(key.to_owned(), date);
    CourseFile { path: "one.toml".to_owned(), text: toml::to_string(&file).unwrap() }
}

#[test]
fn the_full_file_is_right() {
    let file = CourseFile { path: "one.toml".to_owned(), text: FULL.to_owned() };
    assert!(read("course", &[file]).is_ok());
    assert!(is_valid(false, &json(FULL).unwrap()));
}

#[test]
fn every_key_that_is_declared_is_read() {
    for form in ALL {
        for key in form.keys {
            let file = with_a_date(form, key);
            let problems = read("course", std::slice::from_ref(&file)).expect_err("a date is nowhere right");
            let is_told = problems.0.iter().any(|problem| problem.message.contains(&format!("`{key}`")));
            assert!(
                is_told,
                "`{key}` is declared in `form::{}`, and nothing reads it: a date there is not told, but\n{problems}",
                form.name
            );
            let is_course = form.name == Course::FORM.name;
            assert!(
                !is_valid(is_course, &json(&file.text).unwrap()),
                "the schema takes a date as `{key}` of `form::{}`",
                form.name
            );
        }
    }
}

#[test]
fn every_form_is_listed() {
    let is_table = |(_, schema): &(&String, &Value)| schema.get("properties").is_some();
    let definitions = EXERCISE["definitions"].as_object().unwrap();
    let mut found: BTreeSet<&str> =
        definitions.iter().filter(is_table).map(|(name, _)| name.as_str()).collect();
    found.extend(["Exercise", "Course"]);
    let tables = ALL.iter().filter(|form| !form.keys.is_empty());
    let listed: BTreeSet<&str> = tables.map(|form| form.name).collect();
    assert_eq!(listed, found, "`form::ALL` lists the left ones, and files of a course hold the right ones");
}

#[test]
fn everything_is_documented() {
    let is_text = |value: &Value| value.as_str().is_some_and(|text| !text.trim().is_empty());
    for (name, schema) in EXERCISE["definitions"].as_object().unwrap() {
        let has_both = is_text(&schema["title"]) && is_text(&schema["description"]);
        assert!(has_both, "`form::{name}` needs docs: `/// # what it is called`, and then what it is");
    }
    for form in ALL {
        let schema = definition(form).unwrap_or_else(|| panic!("no file holds a `form::{}`", form.name));
        for key in form.keys {
            let docs = &schema["properties"][key]["description"];
            assert!(
                is_text(docs),
                "`{key}` of `form::{}` needs a doc comment, which authors read",
                form.name
            );
        }
    }
}

#[test]
fn limits_tell_their_defaults() {
    let Limits { polls, virtual_time, events, output, cpu, memory, wall } = Limits::default();
    let time = |time| format!("\"{}\"", humantime::format_duration(time));
    let defaults = [
        ("polls", polls.to_string()),
        ("virtual_time", time(virtual_time)),
        ("events", events.to_string()),
        ("output", output.to_string()),
        ("cpu", time(cpu)),
        ("memory", memory.to_string()),
        ("wall", time(wall)),
    ];
    for (key, default) in defaults {
        let docs = EXERCISE["definitions"]["Limits"]["properties"][key]["description"].as_str().unwrap();
        assert!(
            docs.ends_with(&format!("By default `{default}`.")),
            "`{key}` is {default} by default, not: {docs}"
        );
    }
}

#[test]
fn times_and_names_that_are_read_are_right_for_the_schema() {
    let with = |old: &str, new: &str| {
        let text = FULL.replacen(old, new, 1);
        assert_ne!(text, FULL);
        let file = CourseFile { path: "one.toml".to_owned(), text: text.clone() };
        (read("course", &[file]).is_ok(), is_valid(false, &json(&text).unwrap()))
    };
    for time in ["1ms", "1h 30m", "1.5s", " 10 s ", "2µs", "1day", "10ns"] {
        let limits = format!("limits = {{ wall = \"{time}\" }}");
        assert_eq!(with("limits = {}", &limits), (true, true), "{time}");
    }
    for id in ["waits", "http2-get", "a-b-c"] {
        assert_eq!(with("\"right\"", &format!("\"{id}\"")), (true, true), "{id}");
    }
    for id in ["Right", "a_b", "a--b", "-a", "2a", ""] {
        assert_eq!(with("\"right\"", &format!("\"{id}\"")), (false, false), "{id}");
    }
}
