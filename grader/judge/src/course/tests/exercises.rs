//! Exercises and their places in the course.

use super::check;

#[test]
fn missing_keys() {
    check(
        r#"title = "Run coroutines at the same time""#,
        "",
        r#"
error: This exercise lacks `title`.
 --> checks/multiple_coroutines.toml:1:1
  |
1 |
  | ^
  |
  = help: Write `title = "Wait for a random time"`.
"#,
    );
    check(
        "order = 1",
        "",
        r#"
error: This exercise lacks `order`.
 --> checks/basic_wait.toml:1:1
  |
1 | title = "Wait for a random time"
  | ^
  |
  = help: Write `order = 1`.
"#,
    );
}

#[test]
fn places_in_the_course() {
    check(
        "order = 2",
        "order = 1",
        r#"
error: The exercise `basic_wait` has the same `order`.
 --> checks/multiple_coroutines.toml:2:9
  |
2 | order = 1
  |         ^
  |
  = help: Give each exercise a number of its own.
"#,
    );
    check(
        r#"uses = ["basic_wait"]"#,
        r#"uses = ["basic_wiat", "basic_wait"]"#,
        r#"
error: There is no exercise `basic_wiat`.
 --> checks/multiple_coroutines.toml:3:9
  |
3 | uses = ["basic_wiat", "basic_wait"]
  |         ^^^^^^^^^^^^
  |
  = help: Did you mean `basic_wait`?
"#,
    );
    check(
        r#"uses = ["basic_wait"]"#,
        r#"uses = ["basic_wait", "basic_wait"]"#,
        r#"
error: `basic_wait` is named twice.
 --> checks/multiple_coroutines.toml:3:23
  |
3 | uses = ["basic_wait", "basic_wait"]
  |                       ^^^^^^^^^^^^
  |
  = help: Use each name only once.
"#,
    );
    check(
        r#"uses = ["basic_wait"]"#,
        r#"uses = ["basic_wait", "multiple_coroutines"]"#,
        r#"
error: An exercise cannot use itself.
 --> checks/multiple_coroutines.toml:3:23
  |
3 | uses = ["basic_wait", "multiple_coroutines"]
  |                       ^^^^^^^^^^^^^^^^^^^^^
  |
  = help: Name earlier exercises only.
"#,
    );
    check(
        "order = 1",
        r#"order = 1
uses = ["multiple_coroutines"]"#,
        r#"
error: `multiple_coroutines` comes later in the course than this exercise.
 --> checks/basic_wait.toml:3:9
  |
3 | uses = ["multiple_coroutines"]
  |         ^^^^^^^^^^^^^^^^^^^^^
  |
  = help: Name earlier exercises only, or change an `order`.
"#,
    );
    check(
        "order = 1",
        r#"order = 1
file = "src/multiple_coroutines.rs""#,
        r#"
error: The exercise `multiple_coroutines` has the same file.
 --> checks/basic_wait.toml:3:8
  |
3 | file = "src/multiple_coroutines.rs"
  |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: Give each exercise a file of its own.
"#,
    );
    check(
        "order = 1",
        r#"order = 1
file = "../src/basic_wait.rs""#,
        r#"
error: `file` must be a Rust file inside the course.
 --> checks/basic_wait.toml:3:8
  |
3 | file = "../src/basic_wait.rs"
  |        ^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: Write it like "src/basic_wait.rs".
"#,
    );
}

#[test]
fn texts_that_say_nothing() {
    check(
        r#"title = "Run coroutines at the same time""#,
        r#"title = " ""#,
        r#"
error: `title` must say something.
 --> checks/multiple_coroutines.toml:1:9
  |
1 | title = " "
  |         ^^^
  |
  = help: Write some text.
"#,
    );
}

#[test]
fn functions_to_write_are_called() {
    check(
        "order = 1",
        "order = 1\ntodo = [\"wait_random\", \"wait_n\"]",
        r#"
error: No scenario calls `wait_n`.
 --> checks/basic_wait.toml:3:24
  |
3 | todo = ["wait_random", "wait_n"]
  |                        ^^^^^^^^
  |
  = help: The scenarios call `wait_random`.
"#,
    );
}
