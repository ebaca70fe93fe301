//! `returned.equals` a list: each element of what a call returned is held against the one at its place.

use std::cmp::Ordering;
use std::time::Duration;

use grader_trace::Value;

use super::Amount;
use super::bound::compare;
use super::returned::remark;
use crate::report::Finding;
use crate::run::Run;
use crate::{cause, timeline, words};

/// The first difference between what was returned and a list.
pub(crate) fn check(amount: &Amount, wanted: &[Value], within: Duration, run: Run<'_>) -> Option<Finding> {
    let name = name(amount);
    let value = run.trace.value.as_ref()?;
    let Value::List(values) = value else {
        return Some(Finding {
            expected: Some(format!("the call to return a list, as {name} is one")),
            observed: Some(format!("{}, which is {}", words::value(value), words::kind(value))),
            ..Finding::default()
        });
    };
    if values.len() != wanted.len() {
        return Some(Finding {
            expected: Some(format!("the call to return as many values as {name} has, {}", wanted.len())),
            observed: Some(words::count(values.len(), "value")),
            ..Finding::default()
        });
    }
    let is_equal = |(one, other): (&Value, &Value)| compare(one, other, within) == Some(Ordering::Equal);
    let index = values.iter().zip(wanted).position(|pair| !is_equal(pair))?;
    let (observed, shown) = words::apart(&values[index], &wanted[index]);
    let mut finding = Finding {
        expected: Some(format!("value {} of {} to be that of {name}, {shown}", index + 1, wanted.len())),
        observed: Some(observed + &remark(&values[index], &wanted[index])),
        ..Finding::default()
    };
    if let Some(cause) = cause::of_places(run, wanted, within) {
        finding.timeline = timeline::of(run);
        cause.attach(&mut finding);
    }
    Some(finding)
}

fn name(amount: &Amount) -> &str {
    match amount {
        Amount::Input(name) => name,
        // No other amount is a list.
        _ => "what was asked for",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use grader_trace::wire::Case;

    use crate::sample::{inputs, ms, said, time, times, trace, with_run};

    /// What is said where `delays` are 300 ms, 100 ms and 200 ms, and waits of these lengths are made.
    fn judged(returned: Value) -> Option<Finding> {
        let delays = [300, 100, 200];
        let trace = delays.iter().fold(trace(), |trace, delay| trace.wait(0..*delay, &["src/multiple.rs:9"]));
        let trace = trace.returns(returned).done();
        let case = Case { seed: 0, inputs: inputs(&[("delays", times(&delays))]), order: None };
        let amount = Amount::Input("delays".to_owned());
        with_run(&trace, |run| {
            let run = Run { case: &case, ..run };
            check(&amount, amount.resolve(run).unwrap().elements(), ms(1), run)
        })
    }

    #[test]
    fn each_value_stands_at_its_place() {
        assert_eq!(judged(times(&[300, 100, 200])), None);
        assert_eq!(judged(times(&[301, 101, 199])), None, "the tick is allowed");
        assert_eq!(
            said(judged(times(&[300, 100, 250])).as_ref()),
            Some(("value 3 of 3 to be that of delays, 0.2 s", "0.25 s"))
        );
        assert_eq!(judged(times(&[300, 100, 250])).unwrap().cause, None);
    }

    #[test]
    fn what_is_no_such_list() {
        assert_eq!(
            said(judged(times(&[300, 100])).as_ref()),
            Some(("the call to return as many values as delays has, 3", "2 values"))
        );
        assert_eq!(
            said(judged(time(300)).as_ref()),
            Some(("the call to return a list, as delays is one", "0.3 s, which is a length of time"))
        );
        let numbers = Value::List(vec![Value::Int(3); 3]);
        assert_eq!(
            said(judged(numbers).as_ref()),
            Some((
                "value 1 of 3 to be that of delays, 0.3 s",
                "3, which is a whole number, not a length of time"
            ))
        );
    }

    #[test]
    fn the_right_values_at_other_places() {
        let finding = judged(times(&[100, 200, 300])).unwrap();
        assert_eq!(
            finding.cause.as_deref(),
            Some("the values are in the order in which the waits ended, not in that of delays")
        );
        assert!(finding.timeline.is_some());
        let finding = judged(times(&[200, 100, 300])).unwrap();
        assert_eq!(finding.cause.as_deref(), Some("these are the values of delays, in another order"));
    }
}
