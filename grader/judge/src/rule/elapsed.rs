//! `elapsed`: bounds on the virtual time of a call.

use std::cmp::Ordering;
use std::time::Duration;

use grader_trace::Value;

use super::bound::{Bound, compare, given};
use super::{Amount, Elapsed};
use crate::report::Finding;
use crate::run::{Run, TICK};
use crate::waits::in_a_row;
use crate::{cause, timeline, words};

/// The first bound that does not hold.
pub(crate) fn check(rule: &Elapsed, run: Run<'_>) -> Option<Finding> {
    given(rule.equals.as_ref(), rule.at_least.as_ref(), rule.at_most.as_ref())
        .find_map(|(bound, amount)| one(bound, amount, rule.within, run))
}

fn one(bound: Bound, amount: &Amount, within: Duration, run: Run<'_>) -> Option<Finding> {
    let elapsed = Value::Duration(run.trace.elapsed);
    let wanted = amount.resolve(run);
    let compared = |within| wanted.as_ref().and_then(|wanted| compare(&elapsed, wanted, within));
    let holds = |order: Option<Ordering>| order.is_some_and(|order| bound.admits(order));
    // Its parts are only looked for where they matter: there may be ten thousand waits.
    if holds(compared(within)) {
        return None;
    }
    let order = compared(within.saturating_mul(parts(amount, run)));
    if holds(order) {
        return None;
    }
    let (observed, shown) = match &wanted {
        Some(wanted) => words::apart(&elapsed, wanted),
        None => (words::value(&elapsed), "which the returned values do not tell".to_owned()),
    };
    let time = wanted.as_ref().and_then(Value::as_duration);
    let mut finding = Finding {
        expected: Some(format!("the call to take {}{}", bound.words(), called(amount, &shown))),
        observed: Some(observed + &remark(run)),
        timeline: timeline::of(run).map(|timeline| timeline.expecting(time)),
        ..Finding::default()
    };
    let cause = match order {
        Some(Ordering::Greater) => cause::requests::slow(run).or_else(|| cause::slow(run, time)),
        Some(Ordering::Less) => cause::fast(run, time),
        Some(Ordering::Equal) | None => None,
    };
    if let Some(cause) = cause {
        cause.attach(&mut finding);
    }
    Some(finding)
}

/// The most parts of one wait for which a tick is allowed: more would hide waits one by one.
const MOST_PARTS: u32 = 4;

/// How often the tolerance applies: what a call returned may be the sum of several waits, each of
/// which was rounded up.
fn parts(amount: &Amount, run: Run<'_>) -> u32 {
    match amount {
        Amount::LongestOf(_) | Amount::LongestReturned | Amount::SumOfReturned => {
            in_a_row(run.trace).clamp(1, MOST_PARTS)
        }
        Amount::Constant(_)
        | Amount::Input(_)
        | Amount::Elapsed
        | Amount::ElapsedOver(_)
        | Amount::LongestAnswer => 1,
    }
}

fn called(amount: &Amount, shown: &str) -> String {
    match amount {
        Amount::Constant(_) => shown.to_owned(),
        Amount::Input(name) => format!("{name}, {shown}"),
        Amount::Elapsed => format!("as long as it takes, {shown}"),
        Amount::ElapsedOver(name) => format!("as long as it takes over {name}, {shown}"),
        Amount::LongestOf(name) => format!("as long as the longest of {name}, {shown}"),
        Amount::LongestReturned => format!("as long as its longest wait, {shown}"),
        Amount::SumOfReturned => format!("as long as all its waits together, {shown}"),
        Amount::LongestAnswer => format!("as long as the slowest answer, {shown}"),
    }
}

/// Says so where the time is the sum of what was returned, each rounded up to the tick.
fn remark(run: Run<'_>) -> String {
    let waits = run.elements().len();
    let Some(sum) = run.sum_of_returned().filter(|_| waits > 1) else { return String::new() };
    let rounding = TICK.saturating_mul(u32::try_from(waits).unwrap_or(u32::MAX));
    if run.trace.elapsed.abs_diff(sum) > rounding {
        return String::new();
    }
    if waits == 2 { ", the sum of both waits".to_owned() } else { format!(", the sum of all {waits} waits") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{ms, said, time, times, trace, with_run};

    fn judged(rule: &Elapsed, elapsed: u64, value: Value) -> Option<Finding> {
        let trace =
            trace().wait(0..elapsed.min(100), &["src/multiple.rs:9"]).returns(value).takes(elapsed).done();
        with_run(&trace, |run| check(rule, run))
    }

    fn equals(amount: Amount) -> Elapsed {
        Elapsed { equals: Some(amount), within: ms(1), ..Elapsed::default() }
    }

    #[test]
    fn as_long_as_the_longest_wait() {
        let rule = equals(Amount::LongestReturned);
        assert_eq!(judged(&rule, 6204, times(&[3000, 6204])), None);
        assert_eq!(judged(&rule, 6205, times(&[3000, 6204])), None);
        assert_eq!(
            said(judged(&rule, 14_872, times(&[1000, 2000, 3000, 2666, 6204])).as_ref()),
            Some((
                "the call to take as long as its longest wait, 6.204 s",
                "14.872 s, the sum of all 5 waits"
            ))
        );
        assert_eq!(
            said(judged(&rule, 9000, times(&[3000, 6204])).as_ref()),
            Some(("the call to take as long as its longest wait, 6.204 s", "9 s"))
        );
    }

    #[test]
    fn the_sum_is_recognised_up_to_a_tick_for_each_wait() {
        let rule = equals(Amount::LongestReturned);
        let observed = |elapsed| judged(&rule, elapsed, times(&[300, 400])).unwrap().observed.unwrap();
        assert_eq!(observed(700), "0.7 s, the sum of both waits");
        assert_eq!(observed(702), "0.702 s, the sum of both waits");
        assert_eq!(observed(703), "0.703 s");
    }

    #[test]
    fn a_wait_in_two_halves_may_take_two_ticks_longer() {
        let rule = equals(Amount::LongestReturned);
        let judge = |trace: crate::sample::TraceBuilder| {
            with_run(&trace.returns(times(&[400])).done(), |run| check(&rule, run))
        };
        assert_eq!(judge(trace().wait(0..201, &[]).wait(201..402, &[])), None);
        assert!(judge(trace().wait(0..402, &[])).is_some());
        assert!(judge(trace().wait(0..201, &[]).wait(201..403, &[])).is_some());
    }

    #[test]
    fn a_single_wait_is_no_sum() {
        let rule = Elapsed { at_most: Some(Amount::Constant(time(50))), ..Elapsed::default() };
        let finding = judged(&rule, 300, times(&[300])).unwrap();
        assert_eq!(finding.observed.as_deref(), Some("0.3 s"));
    }

    #[test]
    fn an_empty_list_takes_no_time() {
        let rule = equals(Amount::LongestReturned);
        assert_eq!(judged(&rule, 0, times(&[])), None);
        assert_eq!(
            said(judged(&rule, 500, times(&[])).as_ref()),
            Some(("the call to take as long as its longest wait, 0 s", "0.5 s"))
        );
    }

    #[test]
    fn every_amount_has_its_words() {
        let expected = |rule| judged(&rule, 77, times(&[500])).unwrap().expected.unwrap();
        assert_eq!(expected(equals(Amount::Constant(time(1500)))), "the call to take 1.5 s");
        assert_eq!(expected(equals(Amount::Input("max".to_owned()))), "the call to take max, 10 s");
        assert_eq!(
            expected(equals(Amount::SumOfReturned)),
            "the call to take as long as all its waits together, 0.5 s"
        );
        let at_least = Elapsed { at_least: Some(Amount::LongestReturned), ..Elapsed::default() };
        assert_eq!(expected(at_least), "the call to take at least as long as its longest wait, 0.5 s");
        let at_most = Elapsed { at_most: Some(Amount::Constant(time(50))), ..Elapsed::default() };
        assert_eq!(expected(at_most), "the call to take at most 0.05 s");
    }

    #[test]
    fn bounds_include_their_amount() {
        let rule = Elapsed {
            at_least: Some(Amount::Constant(time(500))),
            at_most: Some(Amount::Input("max".to_owned())),
            within: Duration::ZERO,
            equals: None,
        };
        assert_eq!(judged(&rule, 500, Value::Unit), None);
        assert_eq!(judged(&rule, 10_000, Value::Unit), None);
        assert!(judged(&rule, 499, Value::Unit).is_some());
        assert!(judged(&rule, 10_001, Value::Unit).is_some());
    }

    #[test]
    fn a_number_is_no_time() {
        assert_eq!(
            said(judged(&equals(Amount::Constant(Value::Int(3))), 3000, Value::Unit).as_ref()),
            Some(("the call to take 3", "3 s"))
        );
        let mixed = Value::List(vec![Value::Int(3), time(3)]);
        assert_eq!(
            said(judged(&equals(Amount::LongestReturned), 3000, mixed).as_ref()),
            Some((
                "the call to take as long as its longest wait, which the returned values do not tell",
                "3 s"
            ))
        );
    }

    #[test]
    fn a_call_that_is_too_slow_has_its_cause_told() {
        let slow = trace()
            .wait(0..300, &["src/basic.rs:4", "src/multiple.rs:9"])
            .wait(300..700, &["src/basic.rs:4", "src/multiple.rs:9"])
            .returns(times(&[300, 400]))
            .done();
        let finding = with_run(&slow, |run| check(&equals(Amount::LongestReturned), run)).unwrap();
        assert_eq!(finding.cause.as_deref(), Some("each wait starts only after the one before has ended"));
        assert_eq!(finding.location.as_deref(), Some("src/multiple.rs:9"));
        assert_eq!(finding.timeline.unwrap().expected_ns, Some(400_000_000));
        let at_least = Elapsed { at_least: Some(Amount::Constant(time(900))), ..Elapsed::default() };
        let finding = with_run(&slow, |run| check(&at_least, run)).unwrap();
        assert_eq!(finding.cause, None, "waits one by one are no reason for being too fast");
    }
}
