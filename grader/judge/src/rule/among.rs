//! `returned.among`: what a call returned is taken from a list that it was given.

use std::cmp::Ordering;
use std::time::Duration;

use grader_trace::Value;

use super::bound::compare;
use crate::report::Finding;
use crate::run::Run;
use crate::words;

/// The first element that the input `name` does not have, or not so often.
pub(crate) fn check(name: &str, run: Run<'_>) -> Option<Finding> {
    let items = run.case.inputs.get(name)?.elements();
    let values = run.elements();
    values.iter().enumerate().find_map(|(index, value)| {
        let (there, given) = (count(&values[..=index], value), count(items, value));
        (there > given).then(|| beyond(name, value, given, (index, values)))
    })
}

fn beyond(name: &str, value: &Value, given: usize, (index, values): (usize, &[Value])) -> Finding {
    let shown = words::value(value);
    let (expected, observed) = if given == 0 {
        (
            format!("each value to be one of {name}"),
            format!("{shown}, value {} of {}", index + 1, values.len()),
        )
    } else {
        let all = words::count(count(values, value), "time");
        (format!("{shown} no more often than in {name}, {}", words::count(given, "time")), all)
    };
    Finding { expected: Some(expected), observed: Some(observed), ..Finding::default() }
}

/// How often a value is there.
pub(super) fn count(values: &[Value], wanted: &Value) -> usize {
    values.iter().filter(|value| is_same(value, wanted)).count()
}

pub(super) fn is_same(one: &Value, other: &Value) -> bool {
    compare(one, other, Duration::ZERO) == Some(Ordering::Equal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{inputs, said, texts, trace, with_run};
    use grader_trace::wire::Case;

    fn judged(items: &[&str], returned: Value) -> Option<Finding> {
        let case = Case { seed: 0, inputs: inputs(&[("items", texts(items))]), order: None };
        let trace = trace().returns(returned).done();
        with_run(&trace, |run| check("items", Run { case: &case, ..run }))
    }

    #[test]
    fn a_part_of_the_list_in_any_order() {
        assert_eq!(judged(&["a", "b", "b"], texts(&["b", "a", "b"])), None);
        assert_eq!(judged(&["a", "b", "b"], texts(&["b"])), None);
        assert_eq!(judged(&[], texts(&[])), None);
    }

    #[test]
    fn what_is_not_in_the_list() {
        assert_eq!(
            said(judged(&["a", "b"], texts(&["b", "c"])).as_ref()),
            Some(("each value to be one of items", "\"c\", value 2 of 2"))
        );
        assert_eq!(
            said(judged(&["a"], Value::Int(3)).as_ref()),
            Some(("each value to be one of items", "3, value 1 of 1"))
        );
    }

    #[test]
    fn what_is_there_too_often() {
        assert_eq!(
            said(judged(&["a", "b"], texts(&["b", "a", "a", "a"])).as_ref()),
            Some(("\"a\" no more often than in items, 1 time", "3 times"))
        );
        assert!(judged(&["a", "b", "b"], texts(&["b", "b", "b"])).is_some());
    }
}
