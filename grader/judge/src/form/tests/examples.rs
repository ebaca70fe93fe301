//! The examples in the docs of forms are right, for the reader and for editors.

use super::super::{ALL, Form};
use super::{definition, is_valid, json};
use crate::course::{CourseFile, read};

/// The blocks of a language in the docs of a form.
pub(super) fn blocks(form: &Form, language: &str) -> Vec<&'static str> {
    let docs = definition(form).and_then(|schema| schema["description"].as_str()).unwrap_or_default();
    let begin = format!("```{language}\n");
    docs.split(begin.as_str()).skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

const HEAD: &str = "title = \"Several\"\norder = 2\nuses = [\"basic_wait\"]\n";

const SCENARIO: &str = r#"
[[scenario]]
id = "waits"
call = "multiple_coroutines::wait_n(n, max, &client).await"
output = "Vec<Duration>"
inputs = { n = [5], max = ["10s"], client = [{}] }
heartbeat = "10ms"
"#;

/// One whose inputs follow.
const SCENARIO_OF_CLIENT: &str = r#"
[[scenario]]
id = "pages"
call = "multiple_coroutines::fetch(&client).await"
output = "String"
"#;

/// A check that looks at the scenario, whatever else is checked.
const CHECK: &str = r#"
[[check]]
id = "async"
title = "It does not block"
points = 1
blocking = "forbidden"
"#;

/// What stands before a rule.
const RULE: &str = "\n[[check]]\nid = \"right\"\ntitle = \"It is right\"\npoints = 1\n";

const BASIC: &str = r#"
title = "Basic"
order = 1

[[check]]
id = "right"
title = "It is right"
points = 1
source = { forbid = ["sort"] }
"#;

/// A course with an example of a form: the file that it belongs into, and one more.
pub(super) fn course(form: &Form, example: &str) -> [CourseFile; 2] {
    let text = match form.name {
        "Course" => example.to_owned(),
        "Exercise" => format!("{example}{SCENARIO}{CHECK}"),
        "Limits" => format!("{HEAD}{example}{SCENARIO}{CHECK}"),
        "Scenario" => format!("{HEAD}{example}{CHECK}"),
        "Answer" => format!("{HEAD}{SCENARIO_OF_CLIENT}{example}{CHECK}"),
        "Check" => format!("{HEAD}{SCENARIO}{example}"),
        _ => format!("{HEAD}{SCENARIO}{CHECK}{RULE}{example}"),
    };
    let path = if form.name == "Course" { "course.toml" } else { "multiple_coroutines.toml" };
    let file = |path: &str, text: &str| CourseFile { path: path.to_owned(), text: text.to_owned() };
    [file(path, &text), file("basic_wait.toml", BASIC)]
}

#[test]
fn every_form_has_an_example_that_is_right() {
    for form in ALL {
        let examples = blocks(form, "toml");
        assert!(!examples.is_empty(), "the docs of `form::{}` need an example in ```toml", form.name);
        for example in examples {
            let files = course(form, example);
            if let Err(problems) = read("course", &files) {
                panic!("the example of `form::{}` is wrong:\n\n{problems}", form.name);
            }
            let json = json(&files[0].text).unwrap();
            assert!(is_valid(form.name == "Course", &json), "the schema refuses `form::{}`", form.name);
        }
    }
}
