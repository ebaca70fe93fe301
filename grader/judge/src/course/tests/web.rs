//! Clients as inputs, what their web answers, and the rules about requests.

use std::time::Duration;

use grader_trace::{Answer, Reply, Value};

use super::super::driver::driver_source;
use super::{check_files, file, read};
use crate::course::Course;
use crate::rule::{Amount, Answers, AtOnce, Elapsed, Requests, Returned, Rule};

const FETCH: &str = r#"title = "Fetch pages"
order = 1

[[scenario]]
id = "pages"
call = "fetch::fetch_all(&client, &urls, n).await"
output = "Vec<Result<String, FetchError>>"

[scenario.inputs]
urls = [[], ["http://ada.test/", "http://bob.test/"]]
n = [1, 2]

[[scenario.inputs.client]]
"http://ada.test/" = { after = "1s", body = "Ada", body_after = "2s" }
"http://bob.test/" = { status = 404, body = "none" }
"http://cy.test/" = { after = "1s", refused = true }
"http://dan.test/" = { after = "never" }
"https://eve.test/" = { body_after = "never" }

[[check]]
id = "results"
title = "The results are there"
points = 1
returned = { answers = "urls", limit = "5s" }
requests = { each = "urls", at_most = "n", at_least = "all", limit = "5s" }
elapsed = { equals = "longest answer" }
"#;

fn course(text: &str) -> Course {
    read("course", &[file("checks/fetch.toml", text)]).unwrap_or_else(|problems| panic!("{problems}"))
}

#[test]
fn a_client_is_an_input_with_answers() {
    let course = course(FETCH);
    let inputs = &course.exercises[0].scenarios[0].inputs;
    let types: Vec<_> = inputs.iter().map(|input| (input.name.as_str(), input.ty.as_str())).collect();
    assert_eq!(types, [("urls", "Vec<String>"), ("n", "usize"), ("client", "Client")]);
    let [Value::Web(web)] = inputs[2].values.as_slice() else { panic!("{:?}", inputs[2].values) };
    let seconds = |seconds| Some(Duration::from_secs(seconds));
    let page = |status, body: &str| Reply::Page { status, body: body.to_owned() };
    let answer = |after, reply, body_after| Answer { after, reply, body_after };
    let answers: Vec<_> = web.answers.values().cloned().collect();
    assert_eq!(
        answers,
        [
            answer(seconds(1), page(200, "Ada"), seconds(2)),
            answer(seconds(0), page(404, "none"), seconds(0)),
            answer(seconds(1), Reply::Refused, seconds(0)),
            answer(None, page(200, ""), seconds(0)),
            answer(seconds(0), page(200, ""), None),
        ]
    );
}

#[test]
fn rules_about_requests_are_read_whole() {
    let five = || Some(Amount::Constant(Value::Duration(Duration::from_secs(5))));
    let returned =
        Returned { answers: Some(Answers { urls: "urls".to_owned(), limit: five() }), ..Returned::default() };
    let requests = Requests {
        each: Some("urls".to_owned()),
        at_most: Some(Amount::Input("n".to_owned())),
        at_least: Some(AtOnce::All),
        limit: five(),
    };
    let elapsed = Elapsed { equals: Some(Amount::LongestAnswer), ..Elapsed::default() };
    let expected = [Rule::from(returned), Rule::Elapsed(elapsed), Rule::Requests(requests)];
    assert_eq!(course(FETCH).exercises[0].checks[0].rules, expected);

    let some = course(&FETCH.replace("\"all\"", "\"n\""));
    let Rule::Requests(requests) = &some.exercises[0].checks[0].rules[2] else { panic!() };
    assert_eq!(requests.at_least, Some(AtOnce::Count(Amount::Input("n".to_owned()))));
}

#[test]
fn the_driver_names_the_types_of_the_course() {
    let course = course(FETCH);
    let exercise = &course.exercises[0];
    let source = driver_source("student", &[], &[(exercise, &exercise.scenarios[0])]).source;
    for line in [
        "use ::student::http::Client;",
        "use ::student::http::FetchError;",
        "let client: Client = inputs.get(\"client\");",
    ] {
        assert!(source.contains(line), "{source}");
    }
    assert!(!source.contains("ada.test"), "inputs are not compiled in: {source}");
}

#[track_caller]
fn check(old: &str, new: &str, told: &str) {
    assert_eq!(FETCH.matches(old).count(), 1, "{old}");
    check_files(&[file("checks/fetch.toml", &FETCH.replace(old, new))], told);
}

#[test]
fn answers_that_make_no_sense() {
    check(
        r#""http://cy.test/" = { after = "1s", refused = true }"#,
        r#""cy.test" = { after = "soon", refused = true, status = 200 }
"http://fay.test/" = { status = 600, delay = "1s" }
"http://gil.test/" = { status = 500, body_after = "1s" }"#,
        r#"
error: `cy.test` is no URL.
  --> checks/fetch.toml:16:1
   |
16 | "cy.test" = { after = "soon", refused = true, status = 200 }
   | ^^^^^^^^^
   |
   = help: Write it like "http://ada.test/".

error: `after` is a duration, and "soon" cannot be read as one.
  --> checks/fetch.toml:16:23
   |
16 | "cy.test" = { after = "soon", refused = true, status = 200 }
   |                       ^^^^^^
   |
   = help: Write it like "1ms", "10s" or "1h 30m".

error: A connection that is refused has no `status`.
  --> checks/fetch.toml:16:47
   |
16 | "cy.test" = { after = "soon", refused = true, status = 200 }
   |                                               ^^^^^^
   |
   = help: Remove this.

error: `status` cannot be 600.
  --> checks/fetch.toml:17:33
   |
17 | "http://fay.test/" = { status = 600, delay = "1s" }
   |                                 ^^^
   |
   = help: Write a status of HTTP from 200 to 599.

error: `delay` is no key of this answer.
  --> checks/fetch.toml:17:38
   |
17 | "http://fay.test/" = { status = 600, delay = "1s" }
   |                                      ^^^^^
   |
   = help: Its keys are `after`, `status`, `body`, `body_after`, `refused`.

error: The text of an error need not be read, so it cannot be late.
  --> checks/fetch.toml:18:38
   |
18 | "http://gil.test/" = { status = 500, body_after = "1s" }
   |                                      ^^^^^^^^^^
   |
   = help: Remove this.
"#,
    );
    check(
        r#""http://dan.test/" = { after = "never" }"#,
        r#""http://dan.test/" = "text""#,
        r#"
error: `http://dan.test/` must be a table in braces, not text.
  --> checks/fetch.toml:17:22
   |
17 | "http://dan.test/" = "text"
   |                      ^^^^^^
"#,
    );
}

#[test]
fn tables_that_are_no_clients() {
    check(
        "n = [1, 2]",
        "n = [{ a = 1 }]",
        r#"
error: The input `n` cannot be a table.
  --> checks/fetch.toml:11:6
   |
11 | n = [{ a = 1 }]
   |      ^^^^^^^^^
   |
   = help: Use numbers, texts, durations, truth values, lists of them, or what
           URLs answer.
"#,
    );
    check(
        "n = [1, 2]",
        "n = [1, { \"http://a.test/\" = {} }]",
        r#"
error: The input `n` has the type `usize`, which cannot hold {http://a.test/: 0 s}.
  --> checks/fetch.toml:11:9
   |
11 | n = [1, { "http://a.test/" = {} }]
   |         ^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: Change the value, or give the input another type in `types`.
"#,
    );
}

#[test]
fn rules_without_urls_or_a_client() {
    check(
        "{ answers = \"urls\", limit = \"5s\" }",
        "{ answers = \"url\", limit = 5 }",
        r#"
error: The scenario `pages` has no input `url`.
  --> checks/fetch.toml:24:24
   |
24 | returned = { answers = "url", limit = 5 }
   |                        ^^^^^
   |
   = help: Did you mean `urls`?

error: `limit` must be a length of time, and this is none.
  --> checks/fetch.toml:24:39
   |
24 | returned = { answers = "url", limit = 5 }
   |                                       ^
   |
   = help: Write it like "1s", or name an input or `longest returned`.
"#,
    );
    check(
        "{ answers = \"urls\", limit = \"5s\" }",
        "{ limit = \"5s\", len = 1 }",
        r#"
error: `limit` says when `answers` are late.
  --> checks/fetch.toml:24:14
   |
24 | returned = { limit = "5s", len = 1 }
   |              ^^^^^
   |
   = help: Add `answers = "urls"`.
"#,
    );
    check(
        "each = \"urls\"",
        "each = \"n\"",
        r#"
error: The input `n` of `pages` is no URL and no list of them.
  --> checks/fetch.toml:25:21
   |
25 | requests = { each = "n", at_most = "n", at_least = "all", limit = "5s" }
   |                     ^^^
   |
   = help: Name an input that is a `String` or a `Vec<String>`.
"#,
    );
    check(
        "at_least = \"all\"",
        "at_least = \"some\"",
        r#"
error: The scenario `pages` has no input `some`.
  --> checks/fetch.toml:25:55
   |
25 | requests = { each = "urls", at_most = "n", at_least = "some", limit = "5...
   |                                                       ^^^^^^
   |
   = help: An amount is a number, a duration like "1s", an input, or something
           measured.
"#,
    );
    check(
        "{ each = \"urls\", at_most = \"n\", at_least = \"all\", limit = \"5s\" }",
        "{}",
        r#"
error: `requests` asks for nothing.
  --> checks/fetch.toml:25:12
   |
25 | requests = {}
   |            ^^
   |
   = help: Add one of `each`, `at_most`, `at_least`, `limit`.
"#,
    );
    check(
        r#"[[check]]"#,
        r#"[[scenario]]
id = "none"
call = "fetch::fetch_all(&urls, n).await"
output = "Vec<String>"
inputs = { urls = [["http://ada.test/"]], n = [1] }

[[check]]"#,
        r#"
error: `answers` needs one input that is a client, and `none` has 0.
  --> checks/fetch.toml:30:14
   |
30 | returned = { answers = "urls", limit = "5s" }
   |              ^^^^^^^
   |
   = help: Say what URLs answer in `[[scenario.inputs.client]]`.

error: `requests` needs one input that is a client, and `none` has 0.
  --> checks/fetch.toml:31:1
   |
31 | requests = { each = "urls", at_most = "n", at_least = "all", limit = "5s" }
   | ^^^^^^^^
   |
   = help: Say what URLs answer in `[[scenario.inputs.client]]`.
"#,
    );
}
