//! The parts of rustc's text that are about the student's own files.
//!
//! What rustc shows of other files, the source of a reference for instance or of a library, is
//! not for students to see, and helps them little.

/// The text of a message without the snippets of files that are not the student's own, and
/// without the notes that consist of such a snippet or name a file that rustc wrote.
pub(super) fn own_words(rendered: &str, own_files: &[String]) -> String {
    let is_own = |arrow: &str| own_files.iter().any(|file| arrow.starts_with(&format!("{file}:")));
    let mut kept = String::new();
    for (index, part) in parts(rendered).into_iter().enumerate() {
        let is_foreign_note = index > 0 && part.lines().find_map(arrow).is_some_and(|arrow| !is_own(arrow));
        if is_foreign_note {
            continue;
        }
        let mut keeps = true;
        for line in part.split_inclusive('\n') {
            if let Some(arrow) = arrow(line) {
                keeps = is_own(arrow);
            } else if line.trim_start().starts_with("= ") || line.trim().is_empty() {
                keeps = true;
            }
            if keeps {
                kept.push_str(line);
            }
        }
    }
    kept
}

/// The message itself and each note below it. A part begins at the margin with a word; what
/// follows is indented, or begins with the number of a line.
fn parts(rendered: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for line in rendered.split_inclusive('\n').filter(|line| !names_file_of_rustc(line)) {
        let begins = line.starts_with(|first: char| first.is_ascii_alphabetic());
        match parts.last_mut().filter(|_| !begins) {
            Some(part) => part.push_str(line),
            None => parts.push(line.to_owned()),
        }
    }
    parts
}

/// Where a snippet is from, if this is the line that says so: `src/tasks.rs:9:5`.
fn arrow(line: &str) -> Option<&str> {
    let line = line.trim();
    line.strip_prefix("--> ").or_else(|| line.strip_prefix("::: "))
}

/// Notes that name a file to which rustc wrote a long type: it is gone when somebody reads this.
fn names_file_of_rustc(line: &str) -> bool {
    let notes = [
        "the full name for the type has been written to",
        "the full type name has been written to",
        "consider using `--verbose` to print the full type name",
    ];
    notes.iter().any(|note| line.contains(note))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(rendered: &str, kept: &str) {
        assert_eq!(own_words(rendered, &["src/tasks.rs".to_owned()]), kept);
    }

    #[test]
    fn notes_about_other_files_go() {
        check(
            "error[E0061]: too many arguments
 --> src/tasks.rs:2:14
  |
2 |     one(1, 2);
  |     ^^^    - unexpected
  |
note: function defined here
 --> src/basic_wait.rs:1:8
  |
1 | pub fn one(a: u8) -> u8 { a }
  |        ^^^
help: remove the extra argument
  |
2 -     one(1, 2);
2 +     one(1);
  |

",
            "error[E0061]: too many arguments
 --> src/tasks.rs:2:14
  |
2 |     one(1, 2);
  |     ^^^    - unexpected
  |
help: remove the extra argument
  |
2 -     one(1, 2);
2 +     one(1);
  |

",
        );
    }

    #[test]
    fn snippets_of_other_files_go() {
        check(
            "error: missing `need`
 --> src/tasks.rs:3:1
  |
3 | impl T for u8 {}
  | ^^^^^^^^^^^^^
  |
 ::: src/basic_wait.rs:4:15
  |
4 | pub trait T { fn need(&self); }
  |               --------------- `need` from trait
  |
  = note: the full name for the type has been written to '/tmp/x.txt'
  = help: implement it

",
            "error: missing `need`
 --> src/tasks.rs:3:1
  |
3 | impl T for u8 {}
  | ^^^^^^^^^^^^^
  |
  = help: implement it

",
        );
    }

    #[test]
    fn what_is_about_the_students_own_files_stays() {
        let rendered = "error: future cannot be sent\n --> src/tasks.rs:9:5\n  |\n9 |     spawn(f());\n\
                        note: used across an await\n --> src/tasks.rs:4:5\n  |\n4 |     sleep().await;\n\n";
        check(rendered, rendered);
        check("error: no place at all\n\n", "error: no place at all\n\n");
    }
}
