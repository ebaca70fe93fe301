//! The files of a course, held against each other.

use super::{BASIC_WAIT, check_files, file, good};

#[test]
fn a_course_has_exercises() {
    check_files(
        &[file("course.toml", "name = \"Async\"")],
        "
error: This course has no exercises.
 --> checks:1:1
  |
1 |
  | ^
  |
  = help: Add a file such as `checks/basic_wait.toml`.
",
    );
}

#[test]
fn names_of_exercises_are_modules() {
    for name in ["2-waits", "async", "random", "Waits"] {
        let text = BASIC_WAIT.replace("basic_wait::wait_random", "tokio::time::sleep");
        let told = format!(
            r#"
error: `{name}` cannot be the name of an exercise, which is a module of Rust.
 --> checks/{name}.toml:1:1
  |
1 | title = "Wait for a random time"
  | ^
  |
  = help: Rename the file to something like `basic_wait.toml`; `random` and
          `http` are taken.
"#
        );
        check_files(&[file(&format!("checks/{name}.toml"), &text)], &told);
    }
}

#[test]
fn two_files_cannot_be_about_one_exercise() {
    let [first, second] = good();
    let again = file("more/basic_wait.toml", &BASIC_WAIT.replace("order = 1", "order = 3"));
    check_files(
        &[first, second, again],
        r#"
error: There is another `basic_wait.toml`.
 --> more/basic_wait.toml:1:1
  |
1 | title = "Wait for a random time"
  | ^
  |
  = help: Rename this file or `checks/basic_wait.toml`.
"#,
    );
}

#[test]
fn the_file_about_the_course_is_read_as_strictly() {
    let mut files = good().to_vec();
    files.push(file("course.toml", "nmae = \"Async\"\nlimits = { polls = -1, wall = \"1 fortnight\" }\n"));
    check_files(
        &files,
        r#"
error: `nmae` is no key of this course.
 --> course.toml:1:1
  |
1 | nmae = "Async"
  | ^^^^
  |
  = help: Did you mean `name`?

error: `polls` cannot be -1.
 --> course.toml:2:20
  |
2 | limits = { polls = -1, wall = "1 fortnight" }
  |                    ^^
  |
  = help: Write a whole number above zero.

error: `wall` is a duration, and "1 fortnight" cannot be read as one.
 --> course.toml:2:31
  |
2 | limits = { polls = -1, wall = "1 fortnight" }
  |                               ^^^^^^^^^^^^^
  |
  = help: Write it like "1ms", "10s" or "1h 30m".
"#,
    );
}

#[test]
fn problems_of_all_files_are_told_by_file_and_position() {
    let [mut first, mut second] = good();
    first.text = first.text.replace("points = 2", "points = 0").replace("order = 1", "order = true");
    second.text = second.text.replace("points = 6", "points = six").replace('\n', "\r\n");
    check_files(
        &[second, first],
        r"
error: `order` must be a whole number, not a truth value.
 --> checks/basic_wait.toml:2:9
  |
2 | order = true
  |         ^^^^

error: `points` must be more than zero.
  --> checks/basic_wait.toml:14:10
   |
14 | points = 0
   |          ^
   |
   = help: A check that gives no points decides nothing.

error: This is not TOML: string values must be quoted, expected literal string.
  --> checks/multiple_coroutines.toml:29:10
   |
29 | points = six
   |          ^^^
",
    );
}
