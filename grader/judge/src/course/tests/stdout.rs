//! Rules about printed lines.

use std::time::Duration;

use grader_trace::Value;

use super::{MULTIPLE_COROUTINES, check, file, good, read};
use crate::rule::{Amount, LineOrder, Pattern, Rule, Stdout, Text, Wording};

/// Checks what the author is told of this in place of a rule.
#[track_caller]
fn told(rule: &str, told: &str) {
    check(r#"blocking = "forbidden""#, rule, told);
}

fn read_rule(rule: &str) -> Stdout {
    let text = MULTIPLE_COROUTINES.replace(r#"blocking = "forbidden""#, rule);
    let course = read("course", &[good()[0].clone(), file("multiple_coroutines.toml", &text)]).unwrap();
    let rules = &course.exercises[1].checks[1].rules;
    let Some(Rule::Stdout(stdout)) = rules.get(1) else { panic!("{rules:?}") };
    stdout.clone()
}

fn once() -> Amount {
    Amount::Constant(Value::Int(1))
}

#[test]
fn lines_alone_are_all_that_is_printed_in_this_order() {
    let rule = read_rule(r#"stdout = { lines = ["  Hello  "] }"#);
    assert_eq!(
        (rule.order, rule.others_allowed, rule.within),
        (LineOrder::AsListed, false, Duration::from_millis(1))
    );
    let [line] = rule.lines.as_slice() else { panic!("{rule:?}") };
    assert_eq!(line.wording, Wording::Text(Text::parse("  Hello").unwrap()));
    assert_eq!((line.written.as_str(), &line.at, &line.times), ("  Hello", &None, &once()));
}

#[test]
fn a_rule_is_read_whole() {
    let rule = read_rule(
        r#"hints = ["A table of its own comes last."]

[check.stdout]
order  = "any"
others = "allowed"
within = "5ms"
lines  = [
    { text = "{max} s, {{}}", or = "{max} seconds", at = "max" },
    { pattern = '^\d+$', times = 2 },
    "end",
]
before = [["{max} s, {{}}", '^\d+$', "end"]]

[[check]]
id = "another"
title = "Another check"
points = 1
blocking = "forbidden"
"#
        .replace("hints = [\"A table of its own comes last.\"]\n", "")
        .as_str(),
    );
    assert_eq!(
        (rule.order, rule.others_allowed, rule.within),
        (LineOrder::Any, true, Duration::from_millis(5))
    );
    let [text, pattern, end] = rule.lines.as_slice() else { panic!("{rule:?}") };
    assert_eq!(text.or, Some(Text::parse("{max} seconds").unwrap()));
    assert_eq!(text.at, Some(Amount::Input("max".into())));
    assert_eq!(pattern.wording, Wording::Pattern(Pattern(regex_lite::Regex::new(r"^\d+$").unwrap())));
    assert_eq!(pattern.times, Amount::Constant(Value::Int(2)));
    assert_eq!(end.times, once());
    assert_eq!(rule.before, [["{max} s, {{}}", r"^\d+$", "end"].map(str::to_owned)]);
}

#[test]
fn rules_without_lines() {
    told(
        "stdout = {}",
        r#"
error: This rule lacks `lines`.
  --> checks/multiple_coroutines.toml:31:10
   |
31 | stdout = {}
   |          ^^
   |
   = help: Write `lines = ["Hello"]`.
"#,
    );
    told(
        "stdout = { lines = [] }",
        r#"
error: `lines` names no line.
  --> checks/multiple_coroutines.toml:31:20
   |
31 | stdout = { lines = [] }
   |                    ^^
   |
   = help: Write it like `lines = ["Hello"]`.
"#,
    );
    told(
        r#"stdout = ["Hello"]"#,
        r#"
error: `stdout` must be a table in braces, not a list.
  --> checks/multiple_coroutines.toml:31:10
   |
31 | stdout = ["Hello"]
   |          ^^^^^^^^^
"#,
    );
}

#[test]
fn lines_that_are_none() {
    told(
        r#"stdout = { lines = ["", 3, { at = "1s" }, "a\nb"] }"#,
        r#"
error: Each of `lines` must say something.
  --> checks/multiple_coroutines.toml:31:21
   |
31 | stdout = { lines = ["", 3, { at = "1s" }, "a\nb"] }
   |                     ^^
   |
   = help: Write some text.

error: Each of `lines` must be text in quotes or a table in braces, not a whole number.
  --> checks/multiple_coroutines.toml:31:25
   |
31 | stdout = { lines = ["", 3, { at = "1s" }, "a\nb"] }
   |                         ^

error: This line says nothing.
  --> checks/multiple_coroutines.toml:31:28
   |
31 | stdout = { lines = ["", 3, { at = "1s" }, "a\nb"] }
   |                            ^^^^^^^^^^^^^
   |
   = help: Add a `text` or a `pattern`.

error: A line cannot hold the end of a line.
  --> checks/multiple_coroutines.toml:31:43
   |
31 | stdout = { lines = ["", 3, { at = "1s" }, "a\nb"] }
   |                                           ^^^^^^
   |
   = help: List each line by itself.
"#,
    );
}

#[test]
fn unknown_words() {
    told(
        r#"stdout = { lines = ["a"], oder = "any" }"#,
        r#"
error: `oder` is no key of this rule.
  --> checks/multiple_coroutines.toml:31:27
   |
31 | stdout = { lines = ["a"], oder = "any" }
   |                           ^^^^
   |
   = help: Did you mean `order`?
"#,
    );
    told(
        r#"stdout = { lines = [{ txet = "a" }], order = "some" }"#,
        r#"
error: This line says nothing.
  --> checks/multiple_coroutines.toml:31:21
   |
31 | stdout = { lines = [{ txet = "a" }], order = "some" }
   |                     ^^^^^^^^^^^^^^
   |
   = help: Add a `text` or a `pattern`.

error: `txet` is no key of this line.
  --> checks/multiple_coroutines.toml:31:23
   |
31 | stdout = { lines = [{ txet = "a" }], order = "some" }
   |                       ^^^^
   |
   = help: Did you mean `text`?

error: `order` can only be "as listed" or "any".
  --> checks/multiple_coroutines.toml:31:46
   |
31 | stdout = { lines = [{ txet = "a" }], order = "some" }
   |                                              ^^^^^^
   |
   = help: Write one of these words, or remove the key.
"#,
    );
    told(
        r#"stdout = { lines = [{ text = "a", pattern = "b" }], others = "none" }"#,
        r#"
error: A line has either a `text` or a `pattern`.
  --> checks/multiple_coroutines.toml:31:35
   |
31 | stdout = { lines = [{ text = "a", pattern = "b" }], others = "none" }
   |                                   ^^^^^^^
   |
   = help: Remove one of them.

error: `others` can only be "forbidden" or "allowed".
  --> checks/multiple_coroutines.toml:31:62
   |
31 | stdout = { lines = [{ text = "a", pattern = "b" }], others = "none" }
   |                                                              ^^^^^^
   |
   = help: Write one of these words, or remove the key.
"#,
    );
    told(
        r#"stdout = { lines = [{ text = "a", at = 5, times = -1 }], within = "soon" }"#,
        r#"
error: `at` must be a length of time, and this is none.
  --> checks/multiple_coroutines.toml:31:40
   |
31 | stdout = { lines = [{ text = "a", at = 5, times = -1 }], within = "soon" }
   |                                        ^
   |
   = help: Write it like "1s", or name an input or `longest returned`.

error: `times` must be a count, and this is none.
  --> checks/multiple_coroutines.toml:31:51
   |
31 | stdout = { lines = [{ text = "a", at = 5, times = -1 }], within = "soon" }
   |                                                   ^^
   |
   = help: Write a whole number, or the name of an input that is one.

error: `within` is a duration, and "soon" cannot be read as one.
  --> checks/multiple_coroutines.toml:31:67
   |
31 | stdout = { lines = [{ text = "a", at = 5, times = -1 }], within = "soon" }
   |                                                                   ^^^^^^
   |
   = help: Write it like "1ms", "10s" or "1h 30m".
"#,
    );
}

#[test]
fn other_texts_that_are_none() {
    told(
        r#"stdout = { lines = [{ text = "a", or = "{m}" }, { pattern = "b", or = "c" }] }"#,
        r#"
error: The scenario `waits` has no input `m`.
  --> checks/multiple_coroutines.toml:31:40
   |
31 | stdout = { lines = [{ text = "a", or = "{m}" }, { pattern = "b", or = "c...
   |                                        ^^^^^
   |
   = help: Did you mean `n`?

error: `or` is another text for a `text`.
  --> checks/multiple_coroutines.toml:31:66
   |
31 | stdout = { lines = [{ text = "a", or = "{m}" }, { pattern = "b", or = "c...
   |                                                                  ^^
   |
   = help: Remove it: a pattern like 'one|other' fits both.
"#,
    );
}

#[test]
fn patterns_that_are_none() {
    told(
        r#"stdout = { lines = [{ pattern = "(a" }] }"#,
        r#"
error: This is no regular expression: found open group without closing ')'.
  --> checks/multiple_coroutines.toml:31:33
   |
31 | stdout = { lines = [{ pattern = "(a" }] }
   |                                 ^^^^
   |
   = help: In quotes like 'these' each `\` stands for itself.
"#,
    );
}

#[test]
fn inputs_in_texts() {
    told(
        r#"stdout = { lines = ["ä {maxx} s"] }"#,
        r#"
error: The scenario `waits` has no input `maxx`.
  --> checks/multiple_coroutines.toml:31:21
   |
31 | stdout = { lines = ["ä {maxx} s"] }
   |                     ^^^^^^^^^^^^
   |
   = help: Did you mean `max`?
"#,
    );
    told(
        r#"stdout = { lines = ["  max = {max"] }"#,
        r#"
error: This brace is never closed.
  --> checks/multiple_coroutines.toml:31:30
   |
31 | stdout = { lines = ["  max = {max"] }
   |                              ^
   |
   = help: Write `{name}` for an input, or `{{` for a brace.
"#,
    );
    told(
        r#"stdout = { lines = ["max = }"] }"#,
        r#"
error: This brace closes nothing.
  --> checks/multiple_coroutines.toml:31:28
   |
31 | stdout = { lines = ["max = }"] }
   |                            ^
   |
   = help: Write `}}` for a brace.
"#,
    );
    told(
        r#"stdout = { lines = ["{n} waits"] }"#,
        r#"
error: The scenario `small` has no input `n`.
  --> checks/multiple_coroutines.toml:31:21
   |
31 | stdout = { lines = ["{n} waits"] }
   |                     ^^^^^^^^^^^
   |
   = help: In braces stands an input; write `{{` for a brace.
"#,
    );
    check(
        r#"returned = { len = "n", at_least = "0s", at_most = "max" }"#,
        r#"stdout = { lines = ["{n:.1} waits"] }"#,
        r#"
error: The input `n` of the scenario `waits` cannot be written so.
  --> checks/multiple_coroutines.toml:23:21
   |
23 | stdout = { lines = ["{n:.1} waits"] }
   |                     ^^^^^^^^^^^^^^
   |
   = help: Digits are for durations and for numbers with a fraction; `{name:?}`
           is for lists.
"#,
    );
}

#[test]
fn lines_before_others() {
    told(
        r#"stdout = { lines = ["a", "b"], before = [["a", "b"]] }"#,
        r#"
error: `before` says nothing where all lines come as they are listed.
  --> checks/multiple_coroutines.toml:31:32
   |
31 | stdout = { lines = ["a", "b"], before = [["a", "b"]] }
   |                                ^^^^^^
   |
   = help: Write `order = "any"`, or remove `before`.
"#,
    );
    told(
        r#"stdout = { lines = ["a", "b"], order = "any", before = [["a"], ["a", "starting"], "b"] }"#,
        r#"
error: A list in `before` has two lines or more.
  --> checks/multiple_coroutines.toml:31:57
   |
31 | stdout = { lines = ["a", "b"], order = "any", before = [["a"], ["a", "st...
   |                                                         ^^^^^
   |
   = help: Write it like `[["first", "second"]]`.

error: `starting` is not listed in `lines`.
  --> checks/multiple_coroutines.toml:31:70
   |
31 | ...any", before = [["a"], ["a", "starting"], "b"] }
   |                                 ^^^^^^^^^^
   |
   = help: Write the line here as it is written in `lines`.

error: Each of `before` must be a list in brackets, not text.
  --> checks/multiple_coroutines.toml:31:83
   |
31 | ...ore = [["a"], ["a", "starting"], "b"] }
   |                                     ^^^
"#,
    );
    told(
        r#"stdout = { lines = ["a", "b", "c"], order = "any", before = [["a", "b", "c"], ["c", "a"]] }"#,
        r#"
error: `before` goes in a circle, so no output is right.
  --> checks/multiple_coroutines.toml:31:52
   |
31 | stdout = { lines = ["a", "b", "c"], order = "any", before = [["a", "b", ...
   |                                                    ^^^^^^
   |
   = help: Remove one of its lists.
"#,
    );
    told(
        r#"stdout = { lines = ["a"], order = "any", before = [["a", "a"]] }"#,
        r#"
error: `before` goes in a circle, so no output is right.
  --> checks/multiple_coroutines.toml:31:42
   |
31 | stdout = { lines = ["a"], order = "any", before = [["a", "a"]] }
   |                                          ^^^^^^
   |
   = help: Remove one of its lists.
"#,
    );
}
