//! `[[scenario]]`, all but its call and inputs.

use super::{check, file, good, read};

#[test]
fn missing_keys() {
    check(
        r#"call = "basic_wait::wait_random(max).await"
output = "Duration""#,
        "",
        r#"
error: This scenario lacks `call`.
 --> checks/basic_wait.toml:4:1
  |
4 | [[scenario]]
  | ^^^^^^^^^^^^
  |
  = help: Write `call = "module::function(input).await"`.

error: This scenario lacks `output`.
 --> checks/basic_wait.toml:4:1
  |
4 | [[scenario]]
  | ^^^^^^^^^^^^
  |
  = help: Write `output = "Duration"`.
"#,
    );
}

#[test]
fn ids() {
    check(
        r#"id = "small""#,
        r#"id = "waits""#,
        r#"
error: There is another scenario `waits`.
  --> checks/multiple_coroutines.toml:13:6
   |
13 | id = "waits"
   |      ^^^^^^^
   |
   = help: Use each name only once.
"#,
    );
    check(
        r#"id = "small""#,
        r#"id = "Small_Waits""#,
        r#"
error: `id` must be lower-case words between hyphens.
  --> checks/multiple_coroutines.toml:13:6
   |
13 | id = "Small_Waits"
   |      ^^^^^^^^^^^^^
   |
   = help: Write it like "uses-wait-random".
"#,
    );
}

#[test]
fn cases_and_limits() {
    check(
        "cases = 4",
        "cases = 0",
        r#"
error: `cases` cannot be 0.
  --> checks/multiple_coroutines.toml:10:9
   |
10 | cases = 0
   |         ^
   |
   = help: Write a whole number from 1 to 100000.
"#,
    );
    check(
        "cases = 4",
        "cases = 50_000",
        r#"
error: The scenario `waits` has 300000 cases.
 --> checks/multiple_coroutines.toml:5:1
  |
5 | [[scenario]]
  | ^^^^^^^^^^^^
  |
  = help: Take fewer values or `cases`: 100000 in all are the most.
"#,
    );
    check(
        r#"virtual_time = "1h""#,
        r#"virtual_time = "an hour""#,
        r#"
error: `virtual_time` is a duration, and "an hour" cannot be read as one.
 --> checks/basic_wait.toml:9:27
  |
9 | limits = { virtual_time = "an hour" }
  |                           ^^^^^^^^^
  |
  = help: Write it like "1ms", "10s" or "1h 30m".
"#,
    );
    check(
        r#"virtual_time = "1h""#,
        r#"virtual_time = "0s", polls = 0, memory = "2GiB""#,
        r#"
error: With a limit of zero for `virtual_time` nothing can run.
 --> checks/basic_wait.toml:9:27
  |
9 | limits = { virtual_time = "0s", polls = 0, memory = "2GiB" }
  |                           ^^^^
  |
  = help: Allow more.

error: `polls` cannot be 0.
 --> checks/basic_wait.toml:9:41
  |
9 | limits = { virtual_time = "0s", polls = 0, memory = "2GiB" }
  |                                         ^
  |
  = help: Write a whole number above zero.

error: `memory` must be a whole number, not text.
 --> checks/basic_wait.toml:9:53
  |
9 | limits = { virtual_time = "0s", polls = 0, memory = "2GiB" }
  |                                                     ^^^^^^
"#,
    );
}

#[test]
fn a_scenario_that_nobody_checks() {
    check(
        r#"[[check]]
id = "concurrent""#,
        r#"[[scenario]]
id = "extra"
call = "multiple_coroutines::wait_n(2, Duration::ZERO).await"
output = "Vec<Duration>"

[[check]]
id = "concurrent"
scenarios = ["waits", "small"]"#,
        r#"
error: No check looks at the scenario `extra`.
  --> checks/multiple_coroutines.toml:27:6
   |
27 | id = "extra"
   |      ^^^^^^^
   |
   = help: Name it in the `scenarios` of a check, or remove it.
"#,
    );
}

#[test]
fn the_inputs_of_all_cases_have_to_fit_into_memory() {
    let [draws, good] = good();
    let long = "x".repeat(1 << 20);
    let input = format!("inputs = {{ max = [\"10s\"], text = [\"{long}\"] }}\ncases = ");
    let text = draws.text.replace("inputs = { max = [\"10s\"] }\n", &input).replace("(max)", "(max, text)");
    let told = |cases: u32| {
        let text = text.replace("cases = ", &format!("cases = {cases}\n"));
        let problems = read("course", &[file("checks/basic_wait.toml", &text), good.clone()]).err();
        problems.map(|problems| problems.0.iter().map(|problem| problem.message.clone()).collect::<Vec<_>>())
    };
    assert_eq!(told(63), None);
    let large = "The inputs of all cases of the scenario `draws` take 64 MiB.";
    assert_eq!(told(64), Some(vec![large.to_owned()]));
}

#[test]
fn a_heartbeat_beats_every_so_many_milliseconds() {
    check(
        "cases = 4",
        r#"heartbeat = "1500us""#,
        r#"
error: A heartbeat beats every so many milliseconds.
  --> checks/multiple_coroutines.toml:10:13
   |
10 | heartbeat = "1500us"
   |             ^^^^^^^^
   |
   = help: Write it like "10ms".
"#,
    );
}
