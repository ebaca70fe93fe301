//! What is not of the type that is wanted, and keys that nobody knows.

use super::check;

#[test]
fn wrong_types() {
    check(
        r#"title = "Nothing is sorted""#,
        "title = 3",
        r#"
error: `title` must be text in quotes, not a whole number.
  --> checks/multiple_coroutines.toml:36:9
   |
36 | title = 3
   |         ^
"#,
    );
    check(
        r#"title = "Nothing is sorted""#,
        "title = [
  1,
]",
        r#"
error: `title` must be text in quotes, not a list.
  --> checks/multiple_coroutines.toml:36:9
   |
36 | title = [
   |         ^
"#,
    );
    check(
        "order = 2",
        r#"order = "second""#,
        r#"
error: `order` must be a whole number, not text.
 --> checks/multiple_coroutines.toml:2:9
  |
2 | order = "second"
  |         ^^^^^^^^
"#,
    );
    check(
        "hidden = true",
        r#"hidden = "yes""#,
        r#"
error: `hidden` must be `true` or `false`, not text.
  --> checks/multiple_coroutines.toml:38:10
   |
38 | hidden = "yes"
   |          ^^^^^
"#,
    );
    check(
        "points = 6",
        r#"points = "6""#,
        r#"
error: `points` must be a number, not text.
  --> checks/multiple_coroutines.toml:29:10
   |
29 | points = "6"
   |          ^^^
"#,
    );
    check(
        r#"hints = ["First", "Second"]"#,
        r#"hints = "First""#,
        r#"
error: `hints` must be a list in brackets, not text.
  --> checks/multiple_coroutines.toml:32:9
   |
32 | hints = "First"
   |         ^^^^^^^
"#,
    );
    check(
        r#"hints = ["First", "Second"]"#,
        r#"hints = ["First", 2]"#,
        r#"
error: Each of `hints` must be text in quotes, not a whole number.
  --> checks/multiple_coroutines.toml:32:19
   |
32 | hints = ["First", 2]
   |                   ^
"#,
    );
    check(
        r#"limits = { virtual_time = "1h" }"#,
        "limits = 5",
        r#"
error: `limits` must be a table in braces, not a whole number.
 --> checks/basic_wait.toml:9:10
  |
9 | limits = 5
  |          ^
"#,
    );
    check(
        r#"inputs = { max = ["10s"] }"#,
        r#"inputs = ["max"]"#,
        r#"
error: There is no input `max`.
 --> checks/basic_wait.toml:6:33
  |
6 | call = "basic_wait::wait_random(max).await"
  |                                 ^^^
  |
  = help: Add it to `inputs`, or write the module of a function:
          `module::name`.

error: `inputs` must be a table in braces, not a list.
 --> checks/basic_wait.toml:8:10
  |
8 | inputs = ["max"]
  |          ^^^^^^^

error: The scenario `draws` has no input `max`.
  --> checks/basic_wait.toml:21:33
   |
21 | returned = { spread = { up_to = "max", quarters = 3, fractional = true } }
   |                                 ^^^^^
   |
   = help: An amount is a number, a duration like "1s", an input, or something
           measured.
"#,
    );
    check(
        r#"blocking = "forbidden""#,
        "blocking = true",
        r#"
error: `blocking` must be text in quotes, not a truth value.
  --> checks/multiple_coroutines.toml:31:12
   |
31 | blocking = true
   |            ^^^^
"#,
    );
    check(
        "order = 2",
        "order = 99999999999999999999",
        r#"
error: This number is too large.
 --> checks/multiple_coroutines.toml:2:9
  |
2 | order = 99999999999999999999
  |         ^^^^^^^^^^^^^^^^^^^^
  |
  = help: The largest is 9223372036854775807.
"#,
    );
}

#[test]
fn unknown_keys() {
    check(
        r#"title = "Nothing is sorted""#,
        r#"tilte = "Nothing is sorted""#,
        r#"
error: This check lacks `title`.
  --> checks/multiple_coroutines.toml:34:1
   |
34 | [[check]]
   | ^^^^^^^^^
   |
   = help: Write `title = "A sentence that is true of a right answer"`.

error: `tilte` is no key of this check.
  --> checks/multiple_coroutines.toml:36:1
   |
36 | tilte = "Nothing is sorted"
   | ^^^^^
   |
   = help: Did you mean `title`?
"#,
    );
    check(
        "cases = 4",
        "colour = 4",
        r#"
error: `colour` is no key of this scenario.
  --> checks/multiple_coroutines.toml:10:1
   |
10 | colour = 4
   | ^^^^^^
   |
   = help: Its keys are `id`, `program`, `call`, `output`, `result`, `inputs`,
           `types`, `cases`, `explore`, `heartbeat`, `limits`.
"#,
    );
    check(
        "virtual_time",
        "wall_time",
        r#"
error: `wall_time` is no key of this table of limits.
 --> checks/basic_wait.toml:9:12
  |
9 | limits = { wall_time = "1h" }
  |            ^^^^^^^^^
  |
  = help: Its keys are `polls`, `virtual_time`, `events`, `output`, `cpu`,
          `memory`, `wall`.
"#,
    );
    check(
        r#"len = "n""#,
        r#"length = "n""#,
        r#"
error: `length` is no key of this rule.
  --> checks/multiple_coroutines.toml:23:14
   |
23 | returned = { length = "n", at_least = "0s", at_most = "max" }
   |              ^^^^^^
   |
   = help: Its keys are `len`, `among`, `equals`, `at_least`, `at_most`,
           `order`, `spread`, `fair`, `answers`, `limit`, `within`.
"#,
    );
}
