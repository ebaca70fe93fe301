//! What is no TOML.

use super::check;

#[test]
fn what_is_no_toml_is_told_with_all_else() {
    check(
        "points = 1.5",
        "points = one",
        r#"
error: This is not TOML: string values must be quoted, expected literal string.
  --> checks/basic_wait.toml:20:10
   |
20 | points = one
   |          ^^^
"#,
    );
    check(
        r#"[[scenario]]
id = "draws""#,
        r#"[[scenario]
id = "draws""#,
        r#"
error: This is not TOML: unclosed array table, expected `]`.
 --> checks/basic_wait.toml:4:12
  |
4 | [[scenario]
  |            ^
"#,
    );
    check(
        r#"title = "Nothing is sorted"
points = 1"#,
        r#"title = "Nothing is sorted
points = -1"#,
        r#"
error: This is not TOML: invalid basic string, expected `"`.
  --> checks/multiple_coroutines.toml:36:27
   |
36 | title = "Nothing is sorted
   |                           ^

error: `points` must be more than zero.
  --> checks/multiple_coroutines.toml:37:10
   |
37 | points = -1
   |          ^^
   |
   = help: A check that gives no points decides nothing.
"#,
    );
    check(
        "order = 2",
        "order = 2
order = 3",
        r#"
error: This is not TOML: duplicate key.
 --> checks/multiple_coroutines.toml:3:1
  |
3 | order = 3
  | ^^^^^
"#,
    );
    check(
        "points = 6",
        "points = six
pionts = 6",
        r#"
error: This is not TOML: string values must be quoted, expected literal string.
  --> checks/multiple_coroutines.toml:29:10
   |
29 | points = six
   |          ^^^

error: `pionts` is no key of this check.
  --> checks/multiple_coroutines.toml:30:1
   |
30 | pionts = 6
   | ^^^^^^
   |
   = help: Did you mean `points`?
"#,
    );
}
