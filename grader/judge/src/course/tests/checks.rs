//! `[[check]]`, all but its rules.

use super::check;

#[test]
fn missing_keys() {
    check(
        r#"id = "no-sort"
title = "Nothing is sorted"
points = 1"#,
        "",
        r#"
error: This check lacks `id`.
  --> checks/multiple_coroutines.toml:34:1
   |
34 | [[check]]
   | ^^^^^^^^^
   |
   = help: Write `id = "in-range"`.

error: This check lacks `title`.
  --> checks/multiple_coroutines.toml:34:1
   |
34 | [[check]]
   | ^^^^^^^^^
   |
   = help: Write `title = "A sentence that is true of a right answer"`.

error: This check lacks `points`.
  --> checks/multiple_coroutines.toml:34:1
   |
34 | [[check]]
   | ^^^^^^^^^
   |
   = help: Write `points = 1`.
"#,
    );
}

#[test]
fn points() {
    check(
        "points = 6",
        "points = 0",
        r#"
error: `points` must be more than zero.
  --> checks/multiple_coroutines.toml:29:10
   |
29 | points = 0
   |          ^
   |
   = help: A check that gives no points decides nothing.
"#,
    );
    check(
        "points = 6",
        "points = -2.5",
        r#"
error: `points` must be more than zero.
  --> checks/multiple_coroutines.toml:29:10
   |
29 | points = -2.5
   |          ^^^^
   |
   = help: A check that gives no points decides nothing.
"#,
    );
    check(
        "points = 6",
        "points = nan",
        r#"
error: `points` is not a finite number.
  --> checks/multiple_coroutines.toml:29:10
   |
29 | points = nan
   |          ^^^
   |
   = help: Write it in digits.
"#,
    );
}

#[test]
fn ids() {
    check(
        r#"id = "no-sort""#,
        r#"id = "count""#,
        r#"
error: There is another check `count`.
  --> checks/multiple_coroutines.toml:35:6
   |
35 | id = "count"
   |      ^^^^^^^
   |
   = help: Use each name only once.
"#,
    );
    check(
        r#"id = "no-sort""#,
        r#"id = "no_sort""#,
        r#"
error: `id` must be lower-case words between hyphens.
  --> checks/multiple_coroutines.toml:35:6
   |
35 | id = "no_sort"
   |      ^^^^^^^^^
   |
   = help: Write it like "uses-wait-random".
"#,
    );
}

#[test]
fn scenarios() {
    check(
        r#"scenarios = ["waits"]"#,
        r#"scenarios = ["wait"]"#,
        r#"
error: This exercise has no scenario `wait`.
  --> checks/multiple_coroutines.toml:22:14
   |
22 | scenarios = ["wait"]
   |              ^^^^^^
   |
   = help: Did you mean `waits`?
"#,
    );
    check(
        r#"scenarios = ["waits"]"#,
        "scenarios = []",
        r#"
error: `returned` is about runs, and this check looks at no scenario.
  --> checks/multiple_coroutines.toml:23:1
   |
23 | returned = { len = "n", at_least = "0s", at_most = "max" }
   | ^^^^^^^^
   |
   = help: Add a `[[scenario]]`, or name one in `scenarios`.
"#,
    );
    check(
        r#"scenarios = ["waits"]"#,
        r#"scenarios = ["waits", "waits"]"#,
        r#"
error: `waits` is named twice.
  --> checks/multiple_coroutines.toml:22:23
   |
22 | scenarios = ["waits", "waits"]
   |                       ^^^^^^^
   |
   = help: Use each name only once.
"#,
    );
}

#[test]
fn rules_without_a_scenario() {
    check(
        r#"[[scenario]]
id = "draws"
call = "basic_wait::wait_random(max).await"
output = "Duration"
inputs = { max = ["10s"] }
limits = { virtual_time = "1h" }"#,
        "",
        r#"
error: `returned` is about runs, and this check looks at no scenario.
  --> checks/basic_wait.toml:10:1
   |
10 | returned = { equals = "elapsed", within = "1ms" }
   | ^^^^^^^^
   |
   = help: Add a `[[scenario]]`, or name one in `scenarios`.

error: `returned` is about runs, and this check looks at no scenario.
  --> checks/basic_wait.toml:16:1
   |
16 | returned = { spread = { up_to = "max", quarters = 3, fractional = true } }
   | ^^^^^^^^
   |
   = help: Add a `[[scenario]]`, or name one in `scenarios`.
"#,
    );
}

#[test]
fn no_rules() {
    check(
        r#"source = { forbid = ["sort*"] }"#,
        "",
        r#"
error: This check has no rule, so it decides nothing.
  --> checks/multiple_coroutines.toml:34:1
   |
34 | [[check]]
   | ^^^^^^^^^
   |
   = help: Add one of `returned`, `elapsed`, `calls`, `tasks`, `waits`,
           `requests`, `stdout`, `blocking`, `heartbeat`, `across`, `source`,
           `compile`.
"#,
    );
}
