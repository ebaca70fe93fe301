//! Takes hidden checks out of a definition, and leaves everything else as its author wrote it.

use std::collections::BTreeSet;

use grader_judge::course::{Check, Exercise};
use toml_edit::{DocumentMut, Item, Value};

/// A definition without its hidden checks, their comments, and the scenarios that only they look at. Which
/// scenarios the others look at stays the same: a check without a list of them looks at all.
pub(super) fn without_hidden(text: &str, exercise: &Exercise) -> String {
    let (hidden, seen): (Vec<&Check>, Vec<&Check>) = exercise.checks.iter().partition(|check| check.hidden);
    if hidden.is_empty() {
        return text.to_owned();
    }
    let mut document: DocumentMut = text.parse().expect("the course was read from it");
    let looked_at: BTreeSet<&str> =
        seen.iter().flat_map(|check| &check.scenarios).map(String::as_str).collect();
    keep(&mut document, "check", &|id| seen.iter().any(|check| check.id == id));
    keep(&mut document, "scenario", &|id| looked_at.contains(id));
    document.to_string()
}

/// Keeps those tables of a list whose `id` is wanted, however the list is written.
fn keep(document: &mut DocumentMut, list: &str, is_wanted: &dyn Fn(&str) -> bool) {
    match document.get_mut(list) {
        Some(Item::ArrayOfTables(tables)) => {
            tables.retain(|table| table.get("id").and_then(Item::as_str).is_some_and(is_wanted));
        }
        Some(Item::Value(Value::Array(tables))) => tables.retain(|table| {
            let id = table.as_inline_table().and_then(|table| table.get("id"));
            id.and_then(Value::as_str).is_some_and(is_wanted)
        }),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use grader_judge::course::{self, CourseFile};

    use super::*;

    const BEFORE: &str = "# The definition of `a`.
title = \"A\"   # as short as can be
order = 1

[[scenario]]
id     = \"calls\"
call   = \"a::f().await\"
output = \"u32\"
";

    /// What only a hidden check looks at.
    const SECRET: &str = "
# Nobody thinks of zero.
[[scenario]]
id     = \"zero\"
call   = \"a::g(0).await\"
output = \"u32\"
";

    const CHECKS: &str = "
# What everybody sees.
[[check]]
id        = \"value\"
title     = \"It is seven\"
points    = 2
scenarios = [\"calls\"]

[check.returned]
equals = 7       # not eight
";

    const HIDDEN: &str = "
# This one is a secret.
[[check]]
id        = \"secret\"
title     = \"It is eight at zero\"
points    = 1.5
hidden    = true
scenarios = [\"zero\", \"calls\"]

[check.returned]
equals = 8
";

    const LAST: &str = "
[[check]]
id       = \"non-blocking\"
title    = \"Nothing blocks\"
points   = 1
scenarios = [\"calls\"]
blocking = \"forbidden\"
# The end.
";

    fn seen(text: &str) -> String {
        let file = CourseFile { path: "checks/a.toml".into(), text: text.to_owned() };
        let course = course::read("test", &[file]).unwrap_or_else(|problems| panic!("{problems}"));
        without_hidden(text, &course.exercises[0])
    }

    #[test]
    fn all_else_stays_to_the_last_comment() {
        let whole = [BEFORE, SECRET, CHECKS, HIDDEN, LAST].concat();
        assert_eq!(seen(&whole), [BEFORE, CHECKS, LAST].concat());
        let open = [BEFORE, CHECKS, LAST].concat();
        assert_eq!(seen(&open), open);
    }

    #[test]
    fn a_scenario_stays_if_a_check_looks_at_all() {
        let looks_at_all = LAST.replace("scenarios = [\"calls\"]\n", "");
        let whole = [BEFORE, SECRET, HIDDEN, &looks_at_all].concat();
        assert_eq!(seen(&whole), [BEFORE, SECRET, &looks_at_all].concat());
    }

    #[test]
    fn lists_can_be_written_in_brackets() {
        let checks = "check = [{ id = \"one\", title = \"One\", points = 1, returned = { equals = 1 } }, \
            { id = \"two\", title = \"Two\", points = 1, hidden = true, returned = { equals = 2 } }]\n";
        let scenario = "scenario = [{ id = \"calls\", call = \"a::f().await\", output = \"u32\" }]\n";
        let seen = seen(&format!("title = \"A\"\norder = 1\n{scenario}{checks}"));
        assert!(seen.contains("One") && !seen.contains("Two") && seen.contains(scenario), "{seen}");
    }
}
