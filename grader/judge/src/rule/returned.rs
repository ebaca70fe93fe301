//! `returned`: bounds on what a call returned in one case.

use std::cell::LazyCell;
use std::time::Duration;

use grader_trace::Value;

use super::bound::{Bound, compare, given};
use super::{Amount, Returned, among, answers, list, order};
use crate::report::Finding;
use crate::run::Run;
use crate::waits::waits;
use crate::{cause, timeline, words};

/// The first bound that does not hold.
pub(crate) fn check(rule: &Returned, run: Run<'_>) -> Option<Finding> {
    let Some(value) = &run.trace.value else { return Some(nothing()) };
    if let Some(len) = &rule.len
        && let Some(finding) = length(len, value, run)
    {
        return Some(finding);
    }
    if let Some(answers) = &rule.answers
        && let Some(finding) = answers::check(answers, value, run)
    {
        return Some(finding);
    }
    if let Some(finding) = rule.among.as_ref().and_then(|name| among::check(name, run)) {
        return Some(finding);
    }
    given(rule.equals.as_ref(), rule.at_least.as_ref(), rule.at_most.as_ref())
        .find_map(|(bound, amount)| each(bound, amount, rule.within, value, run))
        .or_else(|| order::check(rule.order?, rule.within, run))
}

fn nothing() -> Finding {
    Finding {
        expected: Some("the call to return a value".to_owned()),
        observed: Some("no value".to_owned()),
        ..Finding::default()
    }
}

fn length(len: &Amount, value: &Value, run: Run<'_>) -> Option<Finding> {
    let resolved = len.resolve(run);
    let wanted = match &resolved {
        Some(Value::List(items)) => Some(Value::Int(i64::try_from(items.len()).unwrap_or(i64::MAX))),
        other => other.clone(),
    };
    let expected = match (len, &wanted) {
        (Amount::Input(name), Some(wanted)) if matches!(resolved, Some(Value::List(_))) => {
            format!("the call to return as many values as {name} has, {wanted}")
        }
        (Amount::Input(name), Some(wanted)) => format!("the call to return {name} values, {wanted}"),
        (_, Some(wanted)) => format!("the call to return {wanted} values"),
        (_, None) => "the call to return a list".to_owned(),
    };
    let observed = match value {
        Value::List(values) => {
            let len = Value::Int(i64::try_from(values.len()).unwrap_or(i64::MAX));
            if compare(&len, wanted.as_ref()?, Duration::ZERO).is_some_and(std::cmp::Ordering::is_eq) {
                return None;
            }
            words::count(values.len(), "value")
        }
        other => format!("{}, which is {}, not a list", words::value(other), words::kind(other)),
    };
    let mut finding = Finding { expected: Some(expected), observed: Some(observed), ..Finding::default() };
    if let (Amount::Input(_), Value::List(_), Some(cause)) = (len, value, cause::of_count(run)) {
        cause.attach(&mut finding);
    }
    Some(finding)
}

/// The first element that is not within a bound.
fn each(bound: Bound, amount: &Amount, within: Duration, value: &Value, run: Run<'_>) -> Option<Finding> {
    let Some(wanted) = amount.resolve(run) else { return Some(incomparable(value)) };
    if let (Bound::Equals, Value::List(wanted)) = (bound, &wanted) {
        return list::check(amount, wanted, within, run);
    }
    let is_within =
        |within, element: &Value| compare(element, &wanted, within).is_some_and(|order| bound.admits(order));
    // Only looked for where it matters: there may be ten thousand waits.
    let for_all_waits = LazyCell::new(|| within.saturating_mul(waits_in_a_row(run)));
    value.elements().iter().enumerate().find_map(|(index, element)| {
        let holds =
            is_within(within, element) || (*amount == Amount::Elapsed && is_within(*for_all_waits, element));
        (!holds).then(|| beyond(bound, amount, &wanted, (index, element), value, run))
    })
}

fn incomparable(value: &Value) -> Finding {
    Finding {
        expected: Some("values that can be compared with each other".to_owned()),
        observed: Some(words::value(value)),
        ..Finding::default()
    }
}

/// Waits one after the other, at least 1: each is rounded up to the tick for itself.
fn waits_in_a_row(run: Run<'_>) -> u32 {
    let waits = waits(run.trace);
    let in_a_row = waits.windows(2).take_while(|pair| pair[1].from >= pair[0].to).count();
    u32::try_from(in_a_row + 1).unwrap_or(u32::MAX)
}

fn beyond(
    bound: Bound,
    amount: &Amount,
    wanted: &Value,
    (index, element): (usize, &Value),
    value: &Value,
    run: Run<'_>,
) -> Finding {
    let (observed, shown) = words::apart(element, wanted);
    let mut finding = Finding {
        expected: Some(format!("{} {}{}", subject(value, run), bound.words(), called(amount, &shown))),
        observed: Some(observed + &remark(element, wanted) + &place(index, value)),
        ..Finding::default()
    };
    if matches!(amount, Amount::Elapsed | Amount::ElapsedOver(_)) {
        finding.timeline = timeline::of(run);
    }
    if let (Amount::Elapsed, Bound::Equals, Some(returned)) = (amount, bound, element.as_duration()) {
        cause::not_the_time_waited(run, returned).attach(&mut finding);
    } else if let Some(cause) = why(bound, amount, run) {
        cause.attach(&mut finding);
    } else if let (Bound::Equals, Value::Int(_), Some(cause)) = (bound, element, miscounted(run)) {
        finding.timeline = timeline::of(run);
        cause.attach(&mut finding);
    }
    finding
}

/// Why a number is not the one asked for, as far as waits and tasks tell.
fn miscounted(run: Run<'_>) -> Option<cause::Cause> {
    cause::out_of_date(run).or_else(|| cause::going_on(run).map(|(_, cause)| cause))
}

/// What a bound is about, in the words of the scenario if it has some.
fn subject(value: &Value, run: Run<'_>) -> String {
    let is_list = matches!(value, Value::List(_));
    match run.scenario().and_then(|scenario| scenario.result.as_deref()) {
        Some(result) if is_list => format!("each of {result} to be"),
        Some(result) => format!("{result} to be"),
        None if is_list => "each value to be".to_owned(),
        None => "the call to return".to_owned(),
    }
}

/// Why a value is not what was asked for, as far as the numbers tell.
fn why(bound: Bound, amount: &Amount, run: Run<'_>) -> Option<cause::Cause> {
    match (bound, amount) {
        (Bound::Equals, Amount::ElapsedOver(_)) => cause::not_the_quotient(run),
        (Bound::AtMost, Amount::Input(_)) => cause::beyond_max(run),
        _ => None,
    }
}

fn called(amount: &Amount, shown: &str) -> String {
    match amount {
        Amount::Constant(_) => shown.to_owned(),
        Amount::Input(name) => format!("{name}, {shown}"),
        Amount::Elapsed => format!("the time that the call took, {shown}"),
        Amount::ElapsedOver(name) => format!("the time that the call took, divided by {name}, {shown}"),
        Amount::LongestOf(name) => format!("the longest of {name}, {shown}"),
        Amount::LongestReturned => format!("the longest value returned, {shown}"),
        Amount::SumOfReturned => format!("the sum of the values returned, {shown}"),
        Amount::LongestAnswer => format!("what the slowest answer takes, {shown}"),
    }
}

/// Says so where two values are not of the same sort.
pub(super) fn remark(element: &Value, wanted: &Value) -> String {
    if compare(element, wanted, Duration::ZERO).is_some() {
        return String::new();
    }
    if *element == Value::Unit {
        return format!(", not {}", words::kind(wanted));
    }
    format!(", which is {}, not {}", words::kind(element), words::kind(wanted))
}

fn place(index: usize, value: &Value) -> String {
    match value {
        Value::List(values) => format!(", value {} of {}", index + 1, values.len()),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::Order;
    use crate::sample::{case, evidence, exercise, inputs, ms, said, texts, time, times, trace, with_run};

    fn judged(rule: &Returned, value: Value) -> Option<Finding> {
        let trace = trace().wait(0..3200, &["src/multiple.rs:9"]).returns(value).done();
        with_run(&trace, |run| check(rule, run))
    }

    fn input(name: &str) -> Option<Amount> {
        Some(Amount::Input(name.to_owned()))
    }

    #[test]
    fn the_length_of_a_list() {
        let rule = Returned { len: input("n"), ..Returned::default() };
        assert_eq!(judged(&rule, times(&[1, 2, 3, 4, 5])), None);
        assert_eq!(
            said(judged(&rule, times(&[1])).as_ref()),
            Some(("the call to return n values, 5", "1 value"))
        );
        assert_eq!(
            said(judged(&rule, time(1500)).as_ref()),
            Some(("the call to return n values, 5", "1.5 s, which is a length of time, not a list"))
        );
        let constant = Returned { len: Some(Amount::Constant(Value::Int(3))), ..Returned::default() };
        assert_eq!(judged(&constant, times(&[1, 2, 3])), None);
        assert_eq!(
            said(judged(&constant, times(&[])).as_ref()),
            Some(("the call to return 3 values", "0 values"))
        );
    }

    #[test]
    fn at_most_an_input() {
        let rule = Returned { at_most: input("max"), within: ms(1), ..Returned::default() };
        assert_eq!(judged(&rule, time(10_001)), None, "the tick is allowed");
        assert_eq!(
            said(judged(&rule, time(10_002)).as_ref()),
            Some(("the call to return at most max, 10 s", "10.002 s"))
        );
        assert_eq!(
            said(judged(&rule, times(&[1000, 11_500, 12_000])).as_ref()),
            Some(("each value to be at most max, 10 s", "11.5 s, value 2 of 3"))
        );
    }

    #[test]
    fn at_least_a_constant() {
        let rule = Returned { at_least: Some(Amount::Constant(time(500))), ..Returned::default() };
        assert_eq!(judged(&rule, time(500)), None);
        assert_eq!(
            said(judged(&rule, time(499)).as_ref()),
            Some(("the call to return at least 0.5 s", "0.499 s"))
        );
    }

    #[test]
    fn amounts_of_what_was_returned() {
        let longest = Returned { equals: Some(Amount::LongestReturned), ..Returned::default() };
        assert_eq!(judged(&longest, times(&[700, 700])), None);
        assert_eq!(
            said(judged(&longest, times(&[700, 600])).as_ref()),
            Some(("each value to be the longest value returned, 0.7 s", "0.6 s, value 2 of 2"))
        );
        let sum = Returned { at_most: Some(Amount::SumOfReturned), ..Returned::default() };
        assert_eq!(judged(&sum, times(&[700, 600])), None);
        let sum = Returned { equals: Some(Amount::SumOfReturned), ..Returned::default() };
        assert_eq!(
            said(judged(&sum, times(&[700, 600])).as_ref()),
            Some(("each value to be the sum of the values returned, 1.3 s", "0.7 s, value 1 of 2"))
        );
    }

    #[test]
    fn the_time_that_the_call_took() {
        let rule = Returned { equals: Some(Amount::Elapsed), within: ms(1), ..Returned::default() };
        assert_eq!(judged(&rule, time(3199)), None);
        let finding = judged(&rule, time(2000)).unwrap();
        assert_eq!(
            said(Some(&finding)),
            Some(("the call to return the time that the call took, 3.2 s", "2 s"))
        );
        assert!(finding.cause.is_some() && finding.timeline.is_some());
    }

    #[test]
    fn each_wait_in_a_row_is_rounded_up_to_its_tick() {
        let rule = |amount| Returned { equals: Some(amount), within: ms(1), ..Returned::default() };
        let waits = |returned| {
            let trace = trace().wait(0..100, &[]).wait(100..200, &[]).wait(200..300, &[]);
            trace.returns(time(returned)).done()
        };
        let judged = |rule: &Returned, returned| with_run(&waits(returned), |run| check(rule, run));
        assert_eq!(judged(&rule(Amount::Elapsed), 297), None, "a tick for each of three waits");
        assert!(judged(&rule(Amount::Elapsed), 296).is_some());
        assert!(
            judged(&rule(Amount::Constant(time(300))), 298).is_some(),
            "only where it is told by its waits"
        );
    }

    #[test]
    fn only_what_depends_on_time_has_a_timeline() {
        let rule = Returned { at_most: Some(Amount::Constant(time(1))), ..Returned::default() };
        let finding = judged(&rule, time(2)).unwrap();
        assert_eq!((finding.timeline, finding.cause), (None, None));
    }

    #[test]
    fn unlike_sorts_are_told() {
        let rule = Returned { at_most: input("max"), ..Returned::default() };
        assert_eq!(
            said(judged(&rule, Value::Int(3)).as_ref()),
            Some((
                "the call to return at most max, 10 s",
                "3, which is a whole number, not a length of time"
            ))
        );
        assert_eq!(
            said(judged(&rule, Value::Float(f64::NAN)).as_ref()),
            Some((
                "the call to return at most max, 10 s",
                "NaN, which is not a number, not a length of time"
            ))
        );
        let longest = Returned { equals: Some(Amount::LongestReturned), ..Returned::default() };
        assert_eq!(
            said(judged(&longest, Value::List(vec![Value::Int(1), time(1)])).as_ref()),
            Some(("values that can be compared with each other", "[1, 0.001 s]"))
        );
    }

    #[test]
    fn numbers_and_text() {
        let rule = |value| Returned { equals: Some(Amount::Constant(value)), ..Returned::default() };
        assert_eq!(judged(&rule(Value::Int(2)), Value::Float(2.0)), None);
        assert_eq!(
            said(judged(&rule(Value::Int(2)), Value::Float(2.5)).as_ref()),
            Some(("the call to return 2", "2.5"))
        );
        assert_eq!(judged(&rule(Value::Text("a".into())), Value::Text("a".into())), None);
        assert_eq!(
            said(judged(&rule(Value::Text("a".into())), Value::Text("\u{7}".into())).as_ref()),
            Some(("the call to return \"a\"", "\"\\u{7}\""))
        );
    }

    /// What is said of a scenario whose result has a name.
    fn judged_named(rule: &Returned, items: &[&str], value: Value) -> Option<Finding> {
        let mut exercise = exercise(Vec::new());
        exercise.scenarios[0].result = Some("the count".to_owned());
        let trace = trace().wait(0..10, &["src/multiple.rs:9"]).wait(0..10, &["src/multiple.rs:9"]);
        let inputs = inputs(&[("n", Value::Int(5)), ("items", texts(items))]);
        let evidence = evidence(&exercise, "", vec![case(inputs, 0, trace.returns(value).done())]);
        let first = &evidence.runs["waits"].cases[0];
        let trace = first.trace.as_ref().unwrap();
        check(rule, Run { evidence: &evidence, names: None, case: &first.case, trace })
    }

    #[test]
    fn a_result_has_the_name_that_the_course_gives_it() {
        let rule = Returned { equals: input("n"), ..Returned::default() };
        let finding = judged_named(&rule, &[], Value::Int(3)).unwrap();
        assert_eq!(said(Some(&finding)), Some(("the count to be n, 5", "3")));
        assert!(finding.cause.unwrap().starts_with("2 of them wait here at the same time"));
        assert!(finding.timeline.is_some());
        let list = Value::List(vec![Value::Int(5), Value::Int(4)]);
        assert_eq!(
            said(judged_named(&rule, &[], list).as_ref()),
            Some(("each of the count to be n, 5", "4, value 2 of 2"))
        );
    }

    #[test]
    fn as_many_as_a_list_has_and_only_those() {
        let rule = Returned { len: input("items"), among: Some("items".to_owned()), ..Returned::default() };
        assert_eq!(judged_named(&rule, &["a", "b"], texts(&["b", "a"])), None);
        assert_eq!(
            said(judged_named(&rule, &["a", "b"], texts(&["b"])).as_ref()),
            Some(("the call to return as many values as items has, 2", "1 value"))
        );
        assert_eq!(
            said(judged_named(&rule, &["a", "b"], texts(&["b", "b"])).as_ref()),
            Some(("\"b\" no more often than in items, 1 time", "2 times"))
        );
    }

    #[test]
    fn nothing_is_a_value_too() {
        let rule = |value| Returned { equals: Some(Amount::Constant(value)), ..Returned::default() };
        assert_eq!(judged(&rule(Value::Unit), Value::Unit), None);
        assert_eq!(
            said(judged(&rule(Value::Unit), time(500)).as_ref()),
            Some(("the call to return nothing", "0.5 s, which is a length of time, not nothing"))
        );
        assert_eq!(
            said(judged(&rule(time(500)), Value::Unit).as_ref()),
            Some(("the call to return 0.5 s", "nothing, not a length of time"))
        );
    }

    #[test]
    fn an_empty_list_is_within_all_bounds() {
        let rule = Returned {
            len: Some(Amount::Constant(Value::Int(0))),
            equals: Some(Amount::Elapsed),
            order: Some(Order::Ascending),
            ..Returned::default()
        };
        assert_eq!(judged(&rule, times(&[])), None);
    }

    #[test]
    fn a_call_that_returned_no_value() {
        let found = with_run(&trace().done(), |run| check(&Returned::default(), run));
        assert_eq!(said(found.as_ref()), Some(("the call to return a value", "no value")));
    }
}
