//! The calls of scenarios.

use super::check;

#[test]
fn calls_that_are_no_rust() {
    check(
        "basic_wait::wait_random(max).await",
        "basic_wait::wait_random(max",
        r#"
error: `call` must be a Rust expression, and this is none.
 --> checks/basic_wait.toml:6:9
  |
6 | call = "basic_wait::wait_random(max"
  |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: The parser says: cannot parse string into token stream.
"#,
    );
    check(
        "basic_wait::wait_random(max).await",
        "let max = max",
        r#"
error: `call` must have a value, and this has none.
 --> checks/basic_wait.toml:6:8
  |
6 | call = "let max = max"
  |        ^^^^^^^^^^^^^^^
  |
  = help: Call a function of the exercise.
"#,
    );
    check(
        "basic_wait::wait_random(max).await",
        "basic_wait::wait_random(max) + ",
        r#"
error: `call` must be a Rust expression, and this is none.
 --> checks/basic_wait.toml:6:9
  |
6 | call = "basic_wait::wait_random(max) + "
  |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: The parser says: unexpected end of input, expected an expression.
"#,
    );
    check(
        r#"call = "basic_wait::wait_random(max).await""#,
        r#"call = "\u0062asic_wait::wait_random(maximum, max).await""#,
        r#"
error: There is no input `maximum`.
 --> checks/basic_wait.toml:6:8
  |
6 | call = "\u0062asic_wait::wait_random(maximum, max).await"
  |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: Add it to `inputs`, or write the module of a function:
          `module::name`.
"#,
    );
    check(
        r#"call = "basic_wait::wait_random(max).await""#,
        r#"call = """
basic_wait::wait_random(
    max,
    maximum,
).await
""""#,
        r#"
error: There is no input `maximum`.
 --> checks/basic_wait.toml:9:5
  |
9 |     maximum,
  |     ^^^^^^^
  |
  = help: Add it to `inputs`, or write the module of a function:
          `module::name`.
"#,
    );
    check(
        "basic_wait::wait_random(max).await",
        "((((((((((((((((((((((((((((((((((((((((max))))))))))))))))))))))))))))))))))))))))",
        r#"
error: `call` is too long or too nested.
 --> checks/basic_wait.toml:6:8
  |
6 | ... = "((((((((((((((((((((((((((((((((((((((((max))))))))))))))))))))))))))))))))))))))))"
  |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: Write it more simply.
"#,
    );
}

#[test]
fn calls_that_name_what_is_not_there() {
    check(
        "basic_wait::wait_random(max).await",
        "basic_wait::wait_random(maxx).await",
        r#"
error: There is no input `maxx`.
 --> checks/basic_wait.toml:6:33
  |
6 | call = "basic_wait::wait_random(maxx).await"
  |                                 ^^^^
  |
  = help: Did you mean `max`?
"#,
    );
    check(
        "basic_wait::wait_random(max).await",
        " basic_wiat::wait_random(max).await",
        r#"
error: The call cannot name a module `basic_wiat`.
 --> checks/basic_wait.toml:6:10
  |
6 | call = " basic_wiat::wait_random(max).await"
  |          ^^^^^^^^^^
  |
  = help: Did you mean `basic_wait`?
"#,
    );
    check(
        "basic_wait::wait_random(max).await",
        "multiple_coroutines::wait_n(1, max).await",
        r#"
error: The call cannot name a module `multiple_coroutines`.
 --> checks/basic_wait.toml:6:9
  |
6 | call = "multiple_coroutines::wait_n(1, max).await"
  |         ^^^^^^^^^^^^^^^^^^^
  |
  = help: Add "multiple_coroutines" to the `uses` of this exercise.
"#,
    );
    check(
        "basic_wait::wait_random(max).await",
        "wait_random(max).await",
        r#"
error: There is no input `wait_random`.
 --> checks/basic_wait.toml:6:9
  |
6 | call = "wait_random(max).await"
  |         ^^^^^^^^^^^
  |
  = help: Add it to `inputs`, or write the module of a function:
          `module::name`.
"#,
    );
    check(
        "basic_wait::wait_random(max).await",
        "basic_wait::wait_random(Duration::ZERO).await",
        r#"
error: The call does not take the input `max`.
 --> checks/basic_wait.toml:6:8
  |
6 | call = "basic_wait::wait_random(Duration::ZERO).await"
  |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: Use the input or remove it.
"#,
    );
    check(
        "basic_wait::wait_random(max).await",
        "tokio::join!(basic_wait::wait_random(max), basic_wait::wait_random(min)).0",
        r#"
error: There is no input `min`.
 --> checks/basic_wait.toml:6:76
  |
6 | ...om(max), basic_wait::wait_random(min)).0"
  |                                     ^^^
  |
  = help: Add it to `inputs`, or write the module of a function:
          `module::name`.
"#,
    );
}
