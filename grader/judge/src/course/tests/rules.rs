//! The rules of a check.

use super::check;

#[test]
fn rules_that_ask_for_nothing() {
    check(
        r#"source = { forbid = ["sort*"] }"#,
        "source = {}",
        r#"
error: `source` asks for nothing.
  --> checks/multiple_coroutines.toml:39:10
   |
39 | source = {}
   |          ^^
   |
   = help: Name something in `forbid` or `require`.
"#,
    );
    check(
        r#"elapsed = { equals = "longest returned", within = "1ms" }"#,
        r#"elapsed = { within = "1ms" }"#,
        r#"
error: `elapsed` asks for nothing.
  --> checks/multiple_coroutines.toml:30:11
   |
30 | elapsed = { within = "1ms" }
   |           ^^^^^^^^^^^^^^^^^^
   |
   = help: Add one of `equals`, `at_least`, `at_most`.
"#,
    );
    check(
        r#"returned = { equals = "elapsed", within = "1ms" }"#,
        "returned = {}",
        r#"
error: `returned` asks for nothing.
  --> checks/basic_wait.toml:15:12
   |
15 | returned = {}
   |            ^^
   |
   = help: Add one of `len`, `among`, `equals`, `at_least`, `at_most`, `order`,
           `spread`, `fair`, `answers`.
"#,
    );
    check(
        r#"across = { seeds = "differ" }"#,
        "across = {}",
        r#"
error: `across` asks for nothing.
  --> checks/basic_wait.toml:22:10
   |
22 | across = {}
   |          ^^
   |
   = help: Add one of `seeds`, `inputs`.
"#,
    );
}

#[test]
fn what_comes_up_fairly() {
    let spread = "spread = { up_to = \"max\", quarters = 3, fractional = true }";
    check(
        spread,
        r#"fair = { from = 1 }"#,
        r#"
error: This rule lacks `to`.
  --> checks/basic_wait.toml:21:21
   |
21 | returned = { fair = { from = 1 } }
   |                     ^^^^^^^^^^^^
   |
   = help: Write `to = "n"`.
"#,
    );
    check(
        spread,
        r#"fair = { among = "max" }"#,
        r#"
error: `among` must be an input that is a list, and this is none.
  --> checks/basic_wait.toml:21:31
   |
21 | returned = { fair = { among = "max" } }
   |                               ^^^^^
   |
   = help: Write the name of such an input.
"#,
    );
}

#[test]
fn amounts() {
    check(
        r#"len = "n""#,
        r#"len = "m""#,
        r#"
error: The scenario `waits` has no input `m`.
  --> checks/multiple_coroutines.toml:23:20
   |
23 | returned = { len = "m", at_least = "0s", at_most = "max" }
   |                    ^^^
   |
   = help: Did you mean `n`?
"#,
    );
    check(
        r#"at_most = "max""#,
        r#"at_most = "maxx""#,
        r#"
error: The scenario `waits` has no input `maxx`.
  --> checks/multiple_coroutines.toml:23:52
   |
23 | returned = { len = "n", at_least = "0s", at_most = "maxx" }
   |                                                    ^^^^^^
   |
   = help: Did you mean `max`?
"#,
    );
    check(
        r#"at_most = "max""#,
        r#"at_most = ["max"]"#,
        r#"
error: `at_most` must be a number, a duration or an input's name, not a list.
  --> checks/multiple_coroutines.toml:23:52
   |
23 | returned = { len = "n", at_least = "0s", at_most = ["max"] }
   |                                                    ^^^^^^^
"#,
    );
    check(
        r#"len = "n""#,
        r#"len = "max""#,
        r#"
error: `len` must be a count, and this is none.
  --> checks/multiple_coroutines.toml:23:20
   |
23 | returned = { len = "max", at_least = "0s", at_most = "max" }
   |                    ^^^^^
   |
   = help: Write a whole number, or the name of an input that is one, or a
           list.
"#,
    );
    check(
        r#"len = "n""#,
        "len = -1",
        r#"
error: `len` must be a count, and this is none.
  --> checks/multiple_coroutines.toml:23:20
   |
23 | returned = { len = -1, at_least = "0s", at_most = "max" }
   |                    ^^
   |
   = help: Write a whole number, or the name of an input that is one, or a
           list.
"#,
    );
    check(
        r#"equals = "longest returned""#,
        "equals = 3",
        r#"
error: `equals` must be a length of time, and this is none.
  --> checks/multiple_coroutines.toml:30:22
   |
30 | elapsed = { equals = 3, within = "1ms" }
   |                      ^
   |
   = help: Write it like "1s", or name an input or `longest returned`.
"#,
    );
    check(
        r#"len = "n", at_least = "0s""#,
        r#"len = "longest n", at_least = "longest max""#,
        r#"
error: `len` must be a count, and this is none.
  --> checks/multiple_coroutines.toml:23:20
   |
23 | returned = { len = "longest n", at_least = "longest max", at_most = "max" }
   |                    ^^^^^^^^^^^
   |
   = help: Write a whole number, or the name of an input that is one, or a
           list.

error: `at_least` must be a number or a length of time, and this is none.
  --> checks/multiple_coroutines.toml:23:44
   |
23 | returned = { len = "longest n", at_least = "longest max", at_most = "max" }
   |                                            ^^^^^^^^^^^^^
   |
   = help: Write it like 3 or "1s", or name such an input.
"#,
    );
    check(
        r#"equals = "longest returned""#,
        r#"equals = "longest retuned""#,
        r#"
error: The scenario `waits` has no input `longest retuned`.
  --> checks/multiple_coroutines.toml:30:22
   |
30 | elapsed = { equals = "longest retuned", within = "1ms" }
   |                      ^^^^^^^^^^^^^^^^^
   |
   = help: Did you mean `longest returned`?
"#,
    );
    check(
        r#"scenarios = ["waits"]"#,
        r#"scenarios = ["waits", "small"]"#,
        r#"
error: The scenario `small` has no input `n`.
  --> checks/multiple_coroutines.toml:23:20
   |
23 | returned = { len = "n", at_least = "0s", at_most = "max" }
   |                    ^^^
   |
   = help: An amount is a number, a duration like "1s", an input, or something
           measured.

error: The scenario `small` has no input `n`.
  --> checks/multiple_coroutines.toml:24:57
   |
24 | calls = { function = "basic_wait::wait_random", times = "n" }
   |                                                         ^^^
   |
   = help: An amount is a number, a duration like "1s", an input, or something
           measured.
"#,
    );
}

#[test]
fn calls() {
    check(
        r#"function = "basic_wait::wait_random""#,
        r#"function = "wait_random""#,
        r#"
error: `wait_random` is no function of an exercise.
  --> checks/multiple_coroutines.toml:24:22
   |
24 | calls = { function = "wait_random", times = "n" }
   |                      ^^^^^^^^^^^^^
   |
   = help: Write it like "basic_wait::wait_random".
"#,
    );
    check(
        r#"function = "basic_wait::wait_random""#,
        r#"function = "tasks::wait_random""#,
        r#"
error: This exercise does not use `tasks`.
  --> checks/multiple_coroutines.toml:24:22
   |
24 | calls = { function = "tasks::wait_random", times = "n" }
   |                      ^^^^^^^^^^^^^^^^^^^^
   |
   = help: Add "tasks" to its `uses`.
"#,
    );
    check(
        r#"blocking = "forbidden""#,
        "waits = {}",
        r#"
error: This rule lacks `made`.
  --> checks/multiple_coroutines.toml:31:9
   |
31 | waits = {}
   |         ^^
   |
   = help: Write `made = 1`.
"#,
    );
    check(
        r#"blocking = "forbidden""#,
        "tasks = {}",
        r#"
error: `tasks` asks for nothing.
  --> checks/multiple_coroutines.toml:31:9
   |
31 | tasks = {}
   |         ^^
   |
   = help: Add one of `spawned`, `left`.
"#,
    );
    check(
        r#", times = "n""#,
        "",
        r#"
error: This rule lacks `times`.
  --> checks/multiple_coroutines.toml:24:9
   |
24 | calls = { function = "basic_wait::wait_random" }
   |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: Write `times = 1`.
"#,
    );
}

#[test]
fn rules_that_compare_cases() {
    check(
        r#"limits = { virtual_time = "1h" }"#,
        "cases = 1",
        r#"
error: `spread` compares cases, and `draws` has only one.
  --> checks/basic_wait.toml:21:14
   |
21 | returned = { spread = { up_to = "max", quarters = 3, fractional = true } }
   |              ^^^^^^
   |
   = help: Raise the `cases` of the scenario.

error: `across` compares cases, and `draws` has only one.
  --> checks/basic_wait.toml:22:1
   |
22 | across = { seeds = "differ" }
   | ^^^^^^
   |
   = help: Raise the `cases` of the scenario.
"#,
    );
    check(
        "quarters = 3",
        "quarters = 5",
        r#"
error: `quarters` cannot be 5.
  --> checks/basic_wait.toml:21:51
   |
21 | returned = { spread = { up_to = "max", quarters = 5, fractional = true } }
   |                                                   ^
   |
   = help: Write a whole number from 1 to 4.
"#,
    );
    check(
        r#"up_to = "max", quarters = 3, "#,
        "",
        r#"
error: This rule lacks `up_to`.
  --> checks/basic_wait.toml:21:23
   |
21 | returned = { spread = { fractional = true } }
   |                       ^^^^^^^^^^^^^^^^^^^^^
   |
   = help: Write `up_to = "max"`.

error: This rule lacks `quarters`.
  --> checks/basic_wait.toml:21:23
   |
21 | returned = { spread = { fractional = true } }
   |                       ^^^^^^^^^^^^^^^^^^^^^
   |
   = help: Write `quarters = 3`.
"#,
    );
}

#[test]
fn words() {
    check(
        r#"seeds = "differ""#,
        r#"seeds = "equal""#,
        r#"
error: `seeds` can only be "differ" or "agree".
  --> checks/basic_wait.toml:22:20
   |
22 | across = { seeds = "equal" }
   |                    ^^^^^^^
   |
   = help: Write one of these words, or remove the key.
"#,
    );
    check(
        r#"at_least = "0s""#,
        r#"order = "descending""#,
        r#"
error: `order` can only be "ascending" or "equal".
  --> checks/multiple_coroutines.toml:23:33
   |
23 | returned = { len = "n", order = "descending", at_most = "max" }
   |                                 ^^^^^^^^^^^^
   |
   = help: Write one of these words, or remove the key.
"#,
    );
    check(
        r#"blocking = "forbidden""#,
        r#"blocking = "allowed""#,
        r#"
error: `blocking` can only be "forbidden".
  --> checks/multiple_coroutines.toml:31:12
   |
31 | blocking = "allowed"
   |            ^^^^^^^^^
   |
   = help: Write that word, or remove the key.
"#,
    );
    check(
        r#"source = { forbid = ["sort*"] }"#,
        r#"source = { forbid = [""], require = "join" }"#,
        r#"
error: Each of `forbid` must say something.
  --> checks/multiple_coroutines.toml:39:22
   |
39 | source = { forbid = [""], require = "join" }
   |                      ^^
   |
   = help: Write some text.

error: `require` must be a list in brackets, not text.
  --> checks/multiple_coroutines.toml:39:37
   |
39 | source = { forbid = [""], require = "join" }
   |                                     ^^^^^^
"#,
    );
}

#[test]
fn a_heartbeat_that_no_scenario_has() {
    check(
        r#"blocking = "forbidden""#,
        r#"heartbeat = { late = "5ms" }"#,
        r#"
error: The scenario `waits` has no heartbeat.
  --> checks/multiple_coroutines.toml:31:1
   |
31 | heartbeat = { late = "5ms" }
   | ^^^^^^^^^
   |
   = help: Write `heartbeat = "10ms"` in it, or leave it out of `scenarios`.

error: The scenario `small` has no heartbeat.
  --> checks/multiple_coroutines.toml:31:1
   |
31 | heartbeat = { late = "5ms" }
   | ^^^^^^^^^
   |
   = help: Write `heartbeat = "10ms"` in it, or leave it out of `scenarios`.
"#,
    );
}

#[test]
fn code_to_compile() {
    check(
        r#"source = { forbid = ["sort*"] }"#,
        r#"compile = { accept = "tokio::spawn(multiple_coroutines::wait_n(1, max);" }"#,
        r#"
error: `accept` must be Rust statements, and this is none.
  --> checks/multiple_coroutines.toml:39:23
   |
39 | compile = { accept = "tokio::spawn(multiple_coroutines::wait_n(1, max);" }
   |                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: The parser says: cannot parse string into token stream.
"#,
    );
    check(
        r#"source = { forbid = ["sort*"] }"#,
        r#"compile = { accept = "tokio::spawn(multi_coroutines::wait_n(1, max));" }"#,
        r#"
error: The code cannot name a module `multi_coroutines`.
  --> checks/multiple_coroutines.toml:39:36
   |
39 | compile = { accept = "tokio::spawn(multi_coroutines::wait_n(1, max));" }
   |                                    ^^^^^^^^^^^^^^^^
   |
   = help: Did you mean `multiple_coroutines`?

error: The code has no `max`.
  --> checks/multiple_coroutines.toml:39:64
   |
39 | compile = { accept = "tokio::spawn(multi_coroutines::wait_n(1, max));" }
   |                                                                ^^^
   |
   = help: Define it in the code, or write the module of a function:
           `module::name`.
"#,
    );
    check(
        r#"source = { forbid = ["sort*"] }"#,
        r#"compile = { reject = "drop(1)" }"#,
        r#"
error: `compile` has to say what must come of a piece of code.
  --> checks/multiple_coroutines.toml:39:11
   |
39 | compile = { reject = "drop(1)" }
   |           ^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: Write `accept = "…"`, or `reject = "…"` and `with = "E0382"`, the
           error that it must give.
"#,
    );
}
