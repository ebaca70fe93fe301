//! `returned.order`: the order of the elements of what a call returned.

use std::cmp::Ordering;
use std::time::Duration;

use grader_trace::Value;

use super::Order;
use super::bound::compare;
use crate::report::Finding;
use crate::run::Run;
use crate::{cause, timeline, words};

/// The first element that is out of order.
pub(crate) fn check(order: Order, within: Duration, run: Run<'_>) -> Option<Finding> {
    match order {
        Order::Ascending => ascending(within, run),
        Order::Equal => equal(within, run),
    }
}

fn equal(within: Duration, run: Run<'_>) -> Option<Finding> {
    let values = run.elements();
    let (first, rest) = values.split_first()?;
    let differs = |value: &Value| compare(value, first, within) != Some(Ordering::Equal);
    let index = rest.iter().position(differs)?;
    let (one, other) = words::apart(first, &rest[index]);
    Some(Finding {
        expected: Some("the same value each time".to_owned()),
        observed: Some(format!("{one}, then {other}, values 1 and {} of {}", index + 2, values.len())),
        ..Finding::default()
    })
}

fn ascending(within: Duration, run: Run<'_>) -> Option<Finding> {
    let values = run.elements();
    let index = values.windows(2).position(|pair| {
        !matches!(compare(&pair[1], &pair[0], within), Some(Ordering::Equal | Ordering::Greater))
    })?;
    let (before, after) = words::apart(&values[index], &values[index + 1]);
    let mut finding = Finding {
        expected: Some("the values in ascending order".to_owned()),
        observed: Some(format!(
            "{before} before {after}, values {} and {} of {}",
            index + 1,
            index + 2,
            values.len()
        )),
        timeline: timeline::of(run),
        ..Finding::default()
    };
    if let Some(cause) = cause::of_order(run) {
        cause.attach(&mut finding);
    }
    Some(finding)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{ms, said, times, trace, with_run};

    fn judged(value: Value) -> Option<Finding> {
        let trace = trace().wait(0..900, &["src/multiple.rs:9"]).returns(value).done();
        with_run(&trace, |run| check(Order::Ascending, ms(1), run))
    }

    #[test]
    fn ascending_up_to_the_tick() {
        assert_eq!(judged(times(&[])), None);
        assert_eq!(judged(times(&[100, 100, 300])), None);
        assert_eq!(judged(times(&[100, 99, 300])), None);
    }

    #[test]
    fn the_first_pair_out_of_order_is_named() {
        let finding = judged(times(&[100, 300, 200, 100])).unwrap();
        assert_eq!(
            said(Some(&finding)),
            Some(("the values in ascending order", "0.3 s before 0.2 s, values 2 and 3 of 4"))
        );
        assert!(finding.timeline.is_some());
    }

    #[test]
    fn all_equal_to_the_first() {
        let judge = |value: Value| {
            let trace = trace().returns(value).done();
            with_run(&trace, |run| check(Order::Equal, ms(1), run))
        };
        assert_eq!(judge(times(&[])), None);
        assert_eq!(judge(times(&[100, 101, 99])), None, "the tick is allowed");
        let numbers = |last: f64| Value::List([0.5, 0.25, last].map(Value::Float).to_vec());
        assert_eq!(judge(Value::List(vec![numbers(0.1), numbers(0.1)])), None);
        assert_eq!(
            said(judge(Value::List(vec![numbers(0.1), numbers(0.1), numbers(0.2)])).as_ref()),
            Some((
                "the same value each time",
                "[0.5, 0.25, 0.1], then [0.5, 0.25, 0.2], values 1 and 3 of 3"
            ))
        );
        assert!(judge(Value::List(vec![Value::Int(1), Value::Text("1".to_owned())])).is_some());
    }

    #[test]
    fn what_does_not_compare_is_not_in_order() {
        let mixed = Value::List(vec![Value::Int(1), Value::Text("b".to_owned())]);
        assert_eq!(
            said(judged(mixed).as_ref()),
            Some(("the values in ascending order", "1 before \"b\", values 1 and 2 of 2"))
        );
    }
}
