//! Bounds: the comparison of values of the same sort, and its words.

use std::cmp::Ordering;
use std::time::Duration;

use grader_trace::Value;

use super::Amount;
use super::amount::number;

/// On which side of an amount a value has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bound {
    Equals,
    AtLeast,
    AtMost,
}

impl Bound {
    /// Whether a value that compares so with the amount is within the bound.
    pub(crate) fn admits(self, order: Ordering) -> bool {
        match self {
            Self::Equals => order == Ordering::Equal,
            Self::AtLeast => order != Ordering::Less,
            Self::AtMost => order != Ordering::Greater,
        }
    }

    /// What stands before the amount in a sentence.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Equals => "",
            Self::AtLeast => "at least ",
            Self::AtMost => "at most ",
        }
    }
}

/// Those bounds that a rule gives.
pub(crate) fn given<'a>(
    equals: Option<&'a Amount>,
    at_least: Option<&'a Amount>,
    at_most: Option<&'a Amount>,
) -> impl Iterator<Item = (Bound, &'a Amount)> {
    [(Bound::Equals, equals), (Bound::AtLeast, at_least), (Bound::AtMost, at_most)]
        .into_iter()
        .filter_map(|(bound, amount)| Some((bound, amount?)))
}

/// Compares two values; times that differ by no more than `within` count as equal.
///
/// `None` where they are not of the same sort: times compare with times only, numbers with
/// numbers, and what is not a number with nothing.
pub(crate) fn compare(one: &Value, other: &Value, within: Duration) -> Option<Ordering> {
    match (one, other) {
        (Value::Duration(one), Value::Duration(other)) if one.abs_diff(*other) <= within => {
            Some(Ordering::Equal)
        }
        (Value::Duration(one), Value::Duration(other)) => Some(one.cmp(other)),
        (Value::Int(one), Value::Int(other)) => Some(one.cmp(other)),
        (Value::Text(one), Value::Text(other)) => Some(one.cmp(other)),
        (Value::Bool(one), Value::Bool(other)) => Some(one.cmp(other)),
        (Value::Unit, Value::Unit) => Some(Ordering::Equal),
        (Value::List(one), Value::List(other)) => compare_lists(one, other, within),
        (Value::Variant { name, fields }, Value::Variant { name: other, fields: others }) => {
            match name.cmp(other) {
                Ordering::Equal => compare_lists(fields, others, within),
                order @ (Ordering::Less | Ordering::Greater) => Some(order),
            }
        }
        _ => number(one)?.partial_cmp(&number(other)?),
    }
}

fn compare_lists(one: &[Value], other: &[Value], within: Duration) -> Option<Ordering> {
    for (one, other) in one.iter().zip(other) {
        match compare(one, other, within)? {
            Ordering::Equal => {}
            order @ (Ordering::Less | Ordering::Greater) => return Some(order),
        }
    }
    Some(one.len().cmp(&other.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{ms, time, times};

    #[test]
    fn times_are_equal_up_to_the_tolerance_and_not_beyond() {
        let tick = ms(1);
        assert_eq!(compare(&time(1000), &time(1001), tick), Some(Ordering::Equal));
        assert_eq!(compare(&time(1001), &time(1000), tick), Some(Ordering::Equal));
        assert_eq!(compare(&time(1000), &time(1002), tick), Some(Ordering::Less));
        let hair = Value::Duration(Duration::from_nanos(1_001_000_001));
        assert_eq!(compare(&hair, &time(1000), tick), Some(Ordering::Greater));
    }

    #[test]
    fn numbers_compare_with_numbers() {
        assert_eq!(compare(&Value::Int(1), &Value::Float(1.5), ms(9)), Some(Ordering::Less));
        assert_eq!(compare(&Value::Int(i64::MAX), &Value::Int(i64::MAX - 1), ms(0)), Some(Ordering::Greater));
    }

    #[test]
    fn unlike_things_do_not_compare() {
        let things =
            [Value::Unit, Value::Bool(true), Value::Int(1), Value::Text("1".into()), time(1), times(&[1])];
        for (index, one) in things.iter().enumerate() {
            for (place, other) in things.iter().enumerate() {
                assert_eq!(compare(one, other, ms(0)).is_some(), index == place, "{one} and {other}");
            }
        }
        assert_eq!(compare(&Value::Float(f64::NAN), &Value::Int(1), ms(0)), None);
    }

    #[test]
    fn lists_compare_element_by_element() {
        assert_eq!(compare(&times(&[5, 7]), &times(&[5, 8]), ms(1)), Some(Ordering::Equal));
        assert_eq!(compare(&times(&[5]), &times(&[5, 8]), ms(0)), Some(Ordering::Less));
        assert_eq!(compare(&times(&[6]), &times(&[5, 8]), ms(0)), Some(Ordering::Greater));
    }

    #[test]
    fn bounds_include_their_amount() {
        let admitted = |bound: Bound| {
            [Ordering::Less, Ordering::Equal, Ordering::Greater].map(|order| bound.admits(order))
        };
        assert_eq!(admitted(Bound::Equals), [false, true, false]);
        assert_eq!(admitted(Bound::AtLeast), [false, true, true]);
        assert_eq!(admitted(Bound::AtMost), [true, true, false]);
    }
}
