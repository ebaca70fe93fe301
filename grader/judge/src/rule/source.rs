//! `source`: names that a file must or must not use.

use super::Source;
use crate::report::Finding;
use crate::source::{Mention, Names, Unreadable};
use crate::{cause, escape, words};

/// The first forbidden name that is used, else the first required one that is not.
pub(crate) fn check(rule: &Source, names: &Names, file: &str) -> Option<Finding> {
    let used = rule.forbid.iter().filter_map(|pattern| names.first_use(pattern));
    match used.min_by_key(|mention| mention.line) {
        Some(mention) => {
            let mut finding = forbidden(rule, mention, file);
            if let Some(cause) = cause::sorted(names, mention) {
                cause.attach(&mut finding);
            }
            Some(finding)
        }
        None => rule.require.iter().find(|name| names.first_use(name).is_none()).map(|name| missing(name)),
    }
}

fn forbidden(rule: &Source, mention: &Mention, file: &str) -> Finding {
    Finding {
        expected: Some(format!("no use of {}", words::names(&rule.forbid))),
        observed: Some(format!("`{}` is used", escape::escape(&mention.name))),
        location: Some(format!("{file}:{}", mention.line)),
        ..Finding::default()
    }
}

fn missing(name: &str) -> Finding {
    Finding {
        expected: Some(format!("a use of `{name}`")),
        observed: Some("it is used nowhere in the file".to_owned()),
        ..Finding::default()
    }
}

/// What there is to say of a file that cannot be read, whatever is asked of its names.
pub(crate) fn unreadable(why: &Unreadable, file: &str) -> Finding {
    Finding {
        expected: Some("a file of Rust".to_owned()),
        observed: Some(format!("not Rust: {}", why.reason)),
        location: Some(why.location(file).to_string()),
        ..Finding::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::said;
    use crate::source::read;

    fn judged(forbid: &[&str], require: &[&str], source: &str) -> Option<Finding> {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let rule = Source { forbid: owned(forbid), require: owned(require) };
        check(&rule, &read(source).unwrap(), "src/a.rs")
    }

    #[test]
    fn a_forbidden_name_is_told_with_its_line() {
        let source = "fn f(mut v: Vec<u8>) {\n    v.sort_unstable();\n    BTreeMap::new();\n}";
        let finding = judged(&["BTreeMap", "sort*"], &[], source).unwrap();
        assert_eq!(said(Some(&finding)), Some(("no use of `BTreeMap`, `sort*`", "`sort_unstable` is used")));
        assert_eq!(finding.location.as_deref(), Some("src/a.rs:2"));
        assert_eq!(judged(&["HashMap"], &[], source), None);
    }

    #[test]
    fn a_required_name_that_is_missing() {
        let finding = judged(&[], &["spawn", "join*"], "fn f() { tokio::spawn(g()) }");
        assert_eq!(said(finding.as_ref()), Some(("a use of `join*`", "it is used nowhere in the file")));
        assert_eq!(judged(&[], &["spawn", "join*"], "fn f() { tokio::join!(tokio::spawn(g())) }"), None);
    }

    #[test]
    fn a_function_of_ones_own_is_not_the_required_one() {
        assert!(judged(&[], &["spawn"], "fn spawn() {}\nfn f() { spawn() }").is_some());
    }

    #[test]
    fn a_long_name_is_cut() {
        let source = format!("fn f() {{ v.sort{}() }}", "x".repeat(1000));
        let observed = judged(&["sort*"], &[], &source).unwrap().observed.unwrap();
        assert!(observed.chars().count() < 500 && observed.ends_with("…` is used"));
    }

    #[test]
    fn a_file_that_is_not_rust() {
        let finding = unreadable(&read("fn f() {}\nlet").unwrap_err(), "src/a.rs");
        assert!(finding.observed.unwrap().starts_with("not Rust: expected "));
        assert_eq!(finding.location.as_deref(), Some("src/a.rs:2"));
    }
}
