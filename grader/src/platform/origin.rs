//! Where a platform gets the grader from.

use std::str::FromStr;

/// A git repository, and what of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// As git takes it.
    pub url: String,
    /// A commit or tag; the newest commit where there is none.
    pub rev: Option<String>,
}

/// What a URL may begin with.
const SCHEMES: [&str; 5] = ["https://", "http://", "ssh://", "git@", "file:///"];

impl FromStr for Origin {
    type Err = String;

    /// Reads `URL@REV`, or a URL alone. It is written into scripts, so nothing goes that a shell would act upon.
    fn from_str(text: &str) -> Result<Self, String> {
        let after_path = text.rfind('/').map_or(0, |at| at + 1);
        let (url, rev) = match text[after_path..].split_once('@') {
            Some((last, rev)) => (&text[..after_path + last.len()], Some(rev)),
            None => (text, None),
        };
        if !SCHEMES.iter().any(|scheme| url.starts_with(scheme)) || !url.chars().all(is_of_urls) {
            return Err("write the URL of a git repository, such as https://example.org/grader.git".into());
        }
        if rev.is_some_and(|rev| rev.is_empty() || rev.starts_with('-') || !rev.chars().all(is_of_names)) {
            return Err("write a commit or a tag after the `@`, such as @v0.1.0".into());
        }
        Ok(Self { url: url.to_owned(), rev: rev.map(str::to_owned) })
    }
}

fn is_of_names(char: char) -> bool {
    char.is_ascii_alphanumeric() || ['.', '_', '-', '+'].contains(&char)
}

fn is_of_urls(char: char) -> bool {
    is_of_names(char) || ['/', ':', '@', '~', '%'].contains(&char)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_revision_comes_after_the_last_part_of_the_path() {
        for (text, url, rev) in [
            ("https://example.org/a/grader", "https://example.org/a/grader", None),
            ("https://example.org/a/grader.git@v0.1.0", "https://example.org/a/grader.git", Some("v0.1.0")),
            ("git@example.org:a/grader@0a1b2c3", "git@example.org:a/grader", Some("0a1b2c3")),
            ("ssh://git@example.org/grader", "ssh://git@example.org/grader", None),
            ("file:///srv/grader.git@main", "file:///srv/grader.git", Some("main")),
        ] {
            let expected = Origin { url: url.to_owned(), rev: rev.map(str::to_owned) };
            assert_eq!(text.parse(), Ok(expected));
        }
    }

    #[test]
    fn nothing_goes_that_a_shell_or_a_workflow_would_act_upon() {
        for text in [
            "",
            "grader",
            "../grader",
            "https://example.org/$(reboot)",
            "https://example.org/a b",
            "https://example.org/\"\n- run: reboot",
            "https://example.org/${{ secrets.X }}",
            "https://example.org/grader@",
            "https://example.org/grader@--config=x",
            "https://example.org/grader@a b",
            "ext::sh -c reboot",
        ] {
            assert!(text.parse::<Origin>().is_err(), "{text}");
        }
    }
}
