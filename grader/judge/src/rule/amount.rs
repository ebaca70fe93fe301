//! What an amount of a rule comes to in a case, and how it is called.

use std::cmp::Ordering;
use std::time::Duration;

use grader_trace::Value;

use super::Amount;
use super::bound::compare;
use crate::requests;
use crate::run::Run;

impl Amount {
    /// What it comes to in a case; `None` where what the call returned has no such amount.
    pub(crate) fn resolve(&self, run: Run<'_>) -> Option<Value> {
        match self {
            Self::Constant(value) => Some(value.clone()),
            Self::Input(name) => run.case.inputs.get(name).cloned(),
            Self::Elapsed => Some(Value::Duration(run.trace.elapsed)),
            Self::ElapsedOver(name) => over(run.trace.elapsed, run.case.inputs.get(name)?),
            Self::LongestOf(name) => longest(run.case.inputs.get(name)?.elements()),
            Self::LongestReturned => longest(run.elements()),
            Self::SumOfReturned => sum(run.elements()),
            Self::LongestAnswer => Some(Value::Duration(requests::longest(run)?)),
        }
    }
}

/// A time over a count; zero where the count is zero.
fn over(time: Duration, count: &Value) -> Option<Value> {
    let Value::Int(count) = count else { return None };
    let nanos = time.as_nanos().checked_div(u128::try_from(*count).ok()?).unwrap_or_default();
    Some(Value::Duration(Duration::from_nanos(u64::try_from(nanos).ok()?)))
}

/// The largest element; zero where there is none.
fn longest(values: &[Value]) -> Option<Value> {
    let Some((first, rest)) = values.split_first() else { return Some(Value::Duration(Duration::ZERO)) };
    rest.iter()
        .try_fold(first, |longest, value| {
            Some(if compare(value, longest, Duration::ZERO)? == Ordering::Greater { value } else { longest })
        })
        .cloned()
}

/// The sum of all elements; zero where there is none.
fn sum(values: &[Value]) -> Option<Value> {
    let Some((first, rest)) = values.split_first() else { return Some(Value::Duration(Duration::ZERO)) };
    rest.iter().try_fold(first.clone(), |sum, value| add(&sum, value))
}

fn add(one: &Value, other: &Value) -> Option<Value> {
    match (one, other) {
        (Value::Duration(one), Value::Duration(other)) => Some(Value::Duration(one.saturating_add(*other))),
        (Value::Int(one), Value::Int(other)) => Some(Value::Int(one.saturating_add(*other))),
        _ => Some(Value::Float(number(one)? + number(other)?)),
    }
}

/// A whole number or a number.
pub(crate) fn number(value: &Value) -> Option<f64> {
    match value {
        #[expect(clippy::cast_precision_loss, reason = "numbers of that size are not counts")]
        Value::Int(number) => Some(*number as f64),
        Value::Float(number) => Some(*number),
        Value::Unit
        | Value::Bool(_)
        | Value::Text(_)
        | Value::Duration(_)
        | Value::List(_)
        | Value::Variant { .. }
        | Value::Web(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use grader_trace::wire::Case;

    use crate::sample::{inputs, n_max, time, times, trace, with_run};

    fn resolve(amount: &Amount, value: Value) -> Option<Value> {
        with_run(&trace().returns(value).takes(700).done(), |run| amount.resolve(run))
    }

    #[test]
    fn constants_inputs_and_the_elapsed_time() {
        assert_eq!(resolve(&Amount::Constant(Value::Int(3)), Value::Unit), Some(Value::Int(3)));
        assert_eq!(resolve(&Amount::Input("max".to_owned()), Value::Unit), Some(time(10_000)));
        assert_eq!(resolve(&Amount::Input("min".to_owned()), Value::Unit), None);
        assert_eq!(resolve(&Amount::Elapsed, Value::Unit), Some(time(700)));
    }

    #[test]
    fn the_elapsed_time_over_an_input() {
        let over = |n, input: &str| {
            let amount = Amount::ElapsedOver(input.to_owned());
            let case = Case { seed: 0, inputs: n_max(n, 10), order: None };
            let trace = trace().takes(700).done();
            with_run(&trace, |run| amount.resolve(Run { case: &case, ..run }))
        };
        assert_eq!(over(5, "n"), Some(time(140)));
        assert_eq!(over(0, "n"), Some(time(0)));
        assert_eq!(over(3, "n"), Some(Value::Duration(Duration::from_nanos(233_333_333))));
        assert_eq!((over(-1, "n"), over(5, "max"), over(5, "gone")), (None, None, None));
    }

    #[test]
    fn the_longest_and_the_sum() {
        let returned = times(&[200, 900, 300]);
        assert_eq!(resolve(&Amount::LongestReturned, returned.clone()), Some(time(900)));
        assert_eq!(resolve(&Amount::SumOfReturned, returned), Some(time(1400)));
        assert_eq!(resolve(&Amount::LongestReturned, time(5)), Some(time(5)), "a value is its only element");
    }

    #[test]
    fn the_longest_of_an_input() {
        let longest = |delays: Value| {
            let case = Case { seed: 0, inputs: inputs(&[("delays", delays)]), order: None };
            let amount = Amount::LongestOf("delays".to_owned());
            with_run(&trace().done(), |run| amount.resolve(Run { case: &case, ..run }))
        };
        assert_eq!(longest(times(&[200, 900, 300])), Some(time(900)));
        assert_eq!(longest(times(&[])), Some(time(0)));
        assert_eq!(resolve(&Amount::LongestOf("gone".to_owned()), Value::Unit), None);
    }

    #[test]
    fn an_empty_list_waits_for_nothing() {
        assert_eq!(resolve(&Amount::LongestReturned, times(&[])), Some(time(0)));
        assert_eq!(resolve(&Amount::SumOfReturned, times(&[])), Some(time(0)));
    }

    #[test]
    fn numbers_add_up_without_overflow() {
        let ints = Value::List(vec![Value::Int(i64::MAX), Value::Int(1)]);
        assert_eq!(resolve(&Amount::SumOfReturned, ints), Some(Value::Int(i64::MAX)));
        let mixed = Value::List(vec![Value::Int(1), Value::Float(0.5)]);
        assert_eq!(resolve(&Amount::SumOfReturned, mixed.clone()), Some(Value::Float(1.5)));
        assert_eq!(resolve(&Amount::LongestReturned, mixed), Some(Value::Int(1)));
        let endless = Value::List(vec![Value::Duration(Duration::MAX), time(1)]);
        assert_eq!(resolve(&Amount::SumOfReturned, endless), Some(Value::Duration(Duration::MAX)));
    }

    #[test]
    fn values_that_do_not_compare_have_no_longest_and_no_sum() {
        let mixed = Value::List(vec![Value::Int(1), time(5)]);
        assert_eq!(resolve(&Amount::LongestReturned, mixed.clone()), None);
        assert_eq!(resolve(&Amount::SumOfReturned, mixed), None);
    }
}
