//! Which names a new exercise can have.

use grader_judge::course::is_exercise_name;

/// Names of files in `src` that mean something else to cargo.
const OF_CARGO: [&str; 2] = ["lib", "main"];

/// Names of cargo's own folders, where programs are built.
const OF_CARGOS_FOLDERS: [&str; 4] = ["build", "deps", "examples", "incremental"];

/// Why an exercise cannot have a name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// It is no name of a module, or that of one that is there in every course.
    #[error(
        "`{name}` cannot be the name of an exercise: that is a module of Rust, lower-case letters, digits and \
         `_`, no keyword, and not `random`, which every course has. {}",
        tried(name)
    )]
    NoModule {
        /// What was given.
        name: String,
    },
    /// To cargo it means something else.
    #[error(
        "`{name}` cannot be the name of an exercise: it means something else to cargo. Choose another one"
    )]
    OfCargo {
        /// What was given.
        name: String,
    },
}

/// What to try in place of a name.
fn tried(name: &str) -> String {
    let fitting = fitting(name);
    if is_exercise_name(&fitting) { format!("Try `{fitting}`") } else { "Write it like `basic_wait`".into() }
}

/// A name in lower case with its words between `_`.
fn fitting(name: &str) -> String {
    let mut words = String::new();
    for char in name.chars() {
        let begins_word = char.is_ascii_uppercase() || !char.is_ascii_alphanumeric();
        if begins_word && !words.is_empty() && !words.ends_with('_') {
            words.push('_');
        }
        if char.is_ascii_alphanumeric() {
            words.push(char.to_ascii_lowercase());
        }
    }
    words.trim_end_matches('_').to_owned()
}

/// Refuses what cannot be the name of a new exercise.
pub(super) fn check(name: &str, is_program: bool) -> Result<(), NameError> {
    if !is_exercise_name(name) {
        return Err(NameError::NoModule { name: name.to_owned() });
    }
    let is_of_cargo = OF_CARGO.contains(&name) || is_program && OF_CARGOS_FOLDERS.contains(&name);
    if is_of_cargo { Err(NameError::OfCargo { name: name.to_owned() }) } else { Ok(()) }
}

/// A name as a line of text.
pub(super) fn as_title(name: &str) -> String {
    let words: Vec<&str> = name.split('_').filter(|word| !word.is_empty()).collect();
    let text = words.join(" ");
    text[..1].to_ascii_uppercase() + &text[1..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_modules_that_are_free() {
        for good in ["retry", "basic_wait2", "tokio", "build"] {
            assert_eq!(check(good, false), Ok(()), "{good}");
        }
        for bad in
            ["", "Retry", "no-sort", "2nd", "_a", "async", "gen", "random", "über", "a/b", "../a", "a b"]
        {
            assert_eq!(check(bad, false), Err(NameError::NoModule { name: bad.into() }), "{bad}");
        }
        for (bad, is_program) in [("lib", false), ("main", false), ("main", true), ("deps", true)] {
            assert_eq!(check(bad, is_program), Err(NameError::OfCargo { name: bad.into() }), "{bad}");
        }
    }

    #[test]
    fn what_is_near_a_name_is_said() {
        for (bad, near) in [
            ("retry-later", "Try `retry_later`"),
            ("RetryLater", "Try `retry_later`"),
            (" Retry  later! ", "Try `retry_later`"),
            ("async", "Write it like `basic_wait`"),
            ("42", "Write it like `basic_wait`"),
            ("", "Write it like `basic_wait`"),
        ] {
            let said = NameError::NoModule { name: bad.into() }.to_string();
            assert!(said.ends_with(near), "{said}");
        }
    }

    #[test]
    fn a_name_reads_as_a_title() {
        assert_eq!(as_title("retry_later"), "Retry later");
        assert_eq!(as_title("a__b_"), "A b");
    }
}
