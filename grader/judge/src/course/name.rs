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
        // Keywords are no identifiers.
        && syn::parse_str::<syn::Ident>(name).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{is_kebab, is_variable};

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
        for bad in ["", "_", "Max", "max-delay", "2max", "async", "self", "crate"] {
            assert!(!is_variable(bad), "{bad}");
        }
    }
}
