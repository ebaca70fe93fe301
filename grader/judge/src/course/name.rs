//! What names look like.

/// Whether a name is kebab-case: `runs-wait-n`.
pub(crate) fn is_kebab(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase()) && name.split('-').all(is_kebab_word)
}

fn is_kebab_word(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
}

/// Whether a name can be a Rust variable or module: `wait_random`.
pub(crate) fn is_variable(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        // Keywords are no identifiers; `gen` is one since the edition of student code, 2024.
        && name != "gen"
        && syn::parse_str::<syn::Ident>(name).is_ok()
}

/// Modules that the root of a student's crate has anyway.
const TAKEN: &[&str] = &["blocking", "http", "random", "course_support", "exercises"];

/// Whether an exercise can have that name: it is that of a Rust module, and of none that student code has
/// anyway.
pub fn is_exercise_name(name: &str) -> bool {
    is_variable(name) && !TAKEN.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::{is_exercise_name, is_kebab, is_variable};

    #[test]
    fn kebab_case_is_lower_case_words_between_hyphens() {
        for good in ["waits", "no-sort", "http2-get"] {
            assert!(is_kebab(good), "{good}");
        }
        for bad in ["", "No-sort", "no_sort", "no--sort", "-sort", "sort-", "2-waits", "wörter"] {
            assert!(!is_kebab(bad), "{bad}");
        }
    }

    #[test]
    fn variables_are_identifiers_and_no_keywords() {
        assert!(is_variable("max_delay2"));
        for bad in ["", "_", "Max", "max-delay", "2max", "async", "gen", "self", "crate"] {
            assert!(!is_variable(bad), "{bad}");
        }
    }

    #[test]
    fn exercises_have_names_that_are_not_taken() {
        assert!(is_exercise_name("basic_wait"));
        for bad in ["random", "course_support", "Basic", "await"] {
            assert!(!is_exercise_name(bad), "{bad}");
        }
    }
}
