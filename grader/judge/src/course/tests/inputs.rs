//! The inputs of scenarios and their types.

use super::check;

#[test]
fn types() {
    check(
        r#"output = "Duration""#,
        r#"output = "Vec<Duration""#,
        r#"
error: `output` must be a Rust type, and this is none.
 --> checks/basic_wait.toml:7:11
  |
7 | output = "Vec<Duration"
  |           ^^^^^^^^^^^^
  |
  = help: The parser says: expected `,`.
"#,
    );
    check(
        r#"output = "Duration""#,
        r#"output = "_""#,
        r#"
error: `output` must be a type in full.
 --> checks/basic_wait.toml:7:10
  |
7 | output = "_"
  |          ^^^
  |
  = help: Write it like "Vec<Duration>".
"#,
    );
    check(
        r#"inputs = { max = ["10s"] }"#,
        r#"inputs = { max = ["10s"] }
types = { max = "std::time::" }"#,
        r#"
error: `max` must be a Rust type, and this is none.
 --> checks/basic_wait.toml:9:18
  |
9 | types = { max = "std::time::" }
  |                  ^^^^^^^^^^^
  |
  = help: The parser says: unexpected end of input, expected identifier.
"#,
    );
    check(
        r#"inputs = { max = ["10s"] }"#,
        r#"inputs = { max = ["10s"] }
types = { maxx = "Duration" }"#,
        r#"
error: There is no input `maxx` to give a type.
 --> checks/basic_wait.toml:9:11
  |
9 | types = { maxx = "Duration" }
  |           ^^^^
  |
  = help: Did you mean `max`?
"#,
    );
}

#[test]
fn values() {
    check(
        "n = [1, 10]",
        "n = []",
        r#"
error: The input `n` has no values, so nothing would run.
 --> checks/multiple_coroutines.toml:9:16
  |
9 | inputs = { n = [], max = ["0s", "1s", "10s"] }
  |                ^^
  |
  = help: Give it one, such as `n = [1]`.
"#,
    );
    check(
        "n = [1, 10]",
        "n = 1",
        r#"
error: `n` must be a list in brackets, not a whole number.
 --> checks/multiple_coroutines.toml:9:16
  |
9 | inputs = { n = 1, max = ["0s", "1s", "10s"] }
  |                ^
"#,
    );
    check(
        "n = [1, 10]",
        r#"n = [1, "10", 2.5]"#,
        r#"
error: The input `n` has the type `usize`, which cannot hold "10".
 --> checks/multiple_coroutines.toml:9:20
  |
9 | inputs = { n = [1, "10", 2.5], max = ["0s", "1s", "10s"] }
  |                    ^^^^
  |
  = help: Change the value, or give the input another type in `types`.

error: The input `n` has the type `usize`, which cannot hold 2.5.
 --> checks/multiple_coroutines.toml:9:26
  |
9 | inputs = { n = [1, "10", 2.5], max = ["0s", "1s", "10s"] }
  |                          ^^^
  |
  = help: Change the value, or give the input another type in `types`.
"#,
    );
    check(
        r#"max = ["0s", "1s", "10s"]"#,
        r#"max = ["0s", "soon"]"#,
        r#"
error: The input `max` has the type `Duration`, which cannot hold "soon".
 --> checks/multiple_coroutines.toml:9:38
  |
9 | inputs = { n = [1, 10], max = ["0s", "soon"] }
  |                                      ^^^^^^
  |
  = help: Change the value, or give the input another type in `types`.
"#,
    );
    check(
        "n = [1, 10]",
        "n = [-1, 10]",
        r#"
error: The input `n` has the type `usize`, which cannot hold -1.
 --> checks/multiple_coroutines.toml:9:17
  |
9 | inputs = { n = [-1, 10], max = ["0s", "1s", "10s"] }
  |                 ^^
  |
  = help: Change the value, or give the input another type in `types`.
"#,
    );
    check(
        r#"inputs = { n = [1, 10], max = ["0s", "1s", "10s"] }"#,
        r#"inputs = { n = [1, 5_000_000_000], max = ["0s", "1s", "10s"] }
types = { n = "u32" }"#,
        r#"
error: The input `n` has the type `u32`, which cannot hold 5000000000.
 --> checks/multiple_coroutines.toml:9:20
  |
9 | inputs = { n = [1, 5_000_000_000], max = ["0s", "1s", "10s"] }
  |                    ^^^^^^^^^^^^^
  |
  = help: Change the value, or give the input another type in `types`.
"#,
    );
    check(
        r#"inputs = { max = ["10s"] }"#,
        r#"inputs = { max = ["10s"] }
types = { max = "Option<u32>" }"#,
        r#"
error: `Option<u32>` is no type of an input.
 --> checks/basic_wait.toml:9:17
  |
9 | types = { max = "Option<u32>" }
  |                 ^^^^^^^^^^^^^
  |
  = help: Its type can be `usize`, `u64`, `u32`, `i64`, `i32`, `f64`, `bool`,
          `String`, `Duration`, `Client`, `Vec`.
"#,
    );
    check(
        "n = [1, 10]",
        "n = [[1], [1, true]]",
        r#"
error: The input `n` has the type `Vec<usize>`, which cannot hold [1, true].
 --> checks/multiple_coroutines.toml:9:22
  |
9 | inputs = { n = [[1], [1, true]], max = ["0s", "1s", "10s"] }
  |                      ^^^^^^^^^
  |
  = help: Change the value, or give the input another type in `types`.

error: `times` must be a count, and this is none.
  --> checks/multiple_coroutines.toml:24:57
   |
24 | calls = { function = "basic_wait::wait_random", times = "n" }
   |                                                         ^^^
   |
   = help: Write a whole number, or the name of an input that is one.
"#,
    );
    check(
        "n = [1, 10]",
        "n = [[]]",
        r#"
error: The values of the input `n` do not tell its type.
 --> checks/multiple_coroutines.toml:9:16
  |
9 | inputs = { n = [[]], max = ["0s", "1s", "10s"] }
  |                ^^^^
  |
  = help: Make them alike, or add `types = { n = "Vec<usize>" }`.

error: `times` must be a count, and this is none.
  --> checks/multiple_coroutines.toml:24:57
   |
24 | calls = { function = "basic_wait::wait_random", times = "n" }
   |                                                         ^^^
   |
   = help: Write a whole number, or the name of an input that is one.
"#,
    );
    check(
        "n = [1, 10]",
        "n = [2026-01-01]",
        r#"
error: The input `n` cannot be a date.
 --> checks/multiple_coroutines.toml:9:17
  |
9 | inputs = { n = [2026-01-01], max = ["0s", "1s", "10s"] }
  |                 ^^^^^^^^^^
  |
  = help: Use numbers, texts, durations, truth values, lists of them, or what
          URLs answer.
"#,
    );
    check(
        "n = [1, 10]",
        "n = [1, 10], elapsed = [true]",
        r#"
error: The call does not take the input `elapsed`.
 --> checks/multiple_coroutines.toml:7:8
  |
7 | call = "multiple_coroutines::wait_n(n, max).await"
  |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: Use the input or remove it.

error: `elapsed` cannot be the name of an input.
 --> checks/multiple_coroutines.toml:9:25
  |
9 | inputs = { n = [1, 10], elapsed = [true], max = ["0s", "1s", "10s"] }
  |                         ^^^^^^^
  |
  = help: Choose a Rust identifier in lower case other than `elapsed`,
          `inputs`.
"#,
    );
}
