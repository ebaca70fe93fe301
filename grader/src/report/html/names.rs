//! Names of files for submissions, whatever those are called.

use std::collections::{HashMap, HashSet};

/// The longest name, in characters, without its ending: in UTF-8 and with a number, it is a name everywhere.
const LONGEST: usize = 48;

/// Names that mean a device on some systems, whatever follows behind a dot.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// A name for each, which can be read and written on all systems: letters, digits, `-`, `_` and `.`, and
/// different from all others where upper and lower case are one.
pub(super) fn files(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut taken = HashSet::new();
    // Where the next one of many equal names goes on.
    let mut next: HashMap<String, usize> = HashMap::new();
    names.map(|name| free(&clean(&name), &mut taken, &mut next) + ".html").collect()
}

fn free(name: &str, taken: &mut HashSet<String>, next: &mut HashMap<String, usize>) -> String {
    let number = next.entry(name.to_lowercase()).or_insert(1);
    loop {
        let candidate = if *number == 1 { name.to_owned() } else { format!("{name}-{number}") };
        *number += 1;
        if taken.insert(candidate.to_lowercase()) {
            return candidate;
        }
    }
}

fn clean(name: &str) -> String {
    let mut clean = String::new();
    for char in name.chars() {
        if is_plain(char) {
            clean.push(char);
        } else if !clean.ends_with('-') {
            clean.push('-');
        }
    }
    let clean: String = clean.trim_matches(is_edge).chars().take(LONGEST).collect();
    match clean.trim_end_matches(is_edge) {
        "" => "submission".to_owned(),
        device if is_device(device) => format!("_{device}"),
        name => name.to_owned(),
    }
}

/// What is no name's first or last character: a dot hides a file, or is dropped.
fn is_edge(char: char) -> bool {
    matches!(char, '.' | '-')
}

/// Whether a character is in names as it is. Letters that systems write in several ways are not.
fn is_plain(char: char) -> bool {
    let is_rewritten =
        matches!(char, '\u{1100}'..='\u{11ff}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}');
    matches!(char, '-' | '_' | '.') || char.is_alphanumeric() && !is_rewritten
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_lowercase();
    let is_port = |kind| {
        let number = stem.strip_prefix(kind).map(|rest| rest.chars().collect::<Vec<_>>());
        number.is_some_and(|number| matches!(number[..], ['0'..='9' | '¹' | '²' | '³']))
    };
    DEVICES.contains(&stem.as_str()) || is_port("com") || is_port("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(names: &[&str]) -> Vec<String> {
        files(names.iter().map(|name| (*name).to_owned()))
    }

    #[test]
    fn plain_names_stay() {
        assert_eq!(
            named(&["ada", "van_Rossum.2", "Łukasz Müller", "李雷"]),
            ["ada.html", "van_Rossum.2.html", "Łukasz-Müller.html", "李雷.html"]
        );
    }

    #[test]
    fn no_name_leads_elsewhere_or_means_something_else() {
        for (name, file) in [
            ("../../etc/passwd", "etc-passwd.html"),
            ("..", "submission.html"),
            ("", "submission.html"),
            ("-rf", "rf.html"),
            (".hidden", "hidden.html"),
            ("CON", "_CON.html"),
            ("nul.txt", "_nul.txt.html"),
            ("com1", "_com1.html"),
            ("com10", "com10.html"),
            ("a\\b:c*d?e\"f<g>h|i", "a-b-c-d-e-f-g-h-i.html"),
            ("x\" onload=\"alert(1)", "x-onload-alert-1.html"),
            ("a\u{202e}b\u{0}c%2e", "a-b-c-2e.html"),
            ("e\u{301}", "e.html"),
        ] {
            assert_eq!(named(&[name]), [file], "{name:?}");
        }
    }

    #[test]
    fn names_are_different_where_case_is_not_seen() {
        assert_eq!(
            named(&["a", "A", "a-2", "a", "A!", "a 2"]),
            ["a.html", "A-2.html", "a-2-2.html", "a-3.html", "A-4.html", "a-2-3.html"]
        );
        let many = vec!["x/".to_owned(); 3000];
        let files: HashSet<String> = files(many.into_iter()).into_iter().collect();
        assert_eq!(files.len(), 3000);
    }

    #[test]
    fn long_names_are_cut() {
        let files = named(&["李".repeat(1000).as_str(), "李".repeat(999).as_str()]);
        assert!(files.iter().all(|file| file.len() < 255) && files[0] != files[1], "{files:?}");
    }
}
