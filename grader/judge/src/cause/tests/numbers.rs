//! What the numbers of all cases of a scenario tell.

use super::*;

/// A measured call: how long it takes and what it returns, in milliseconds.
fn measured(n: i64, max: u64, takes: u64, returns: u64) -> (i64, u64, TraceBuilder) {
    let waits = (0..n.unsigned_abs()).fold(trace(), |trace, index| trace.wait(0..takes - 10 * index, WAIT));
    (n, max, waits.takes(takes).returns(time(returns)))
}

fn quotient(cases: Vec<(i64, u64, TraceBuilder)>) -> Option<String> {
    of_cases(cases, "", not_the_quotient)
}

#[test]
fn the_numbers_tell_which_formula_was_used() {
    let told = [
        ((2, 10_000, 600, 600), (5, 1000, 800, 800), "this is the whole time: it is not divided by n"),
        ((2, 10_000, 600, 1200), (5, 1000, 800, 4000), "the time is multiplied by n instead of divided"),
        ((3, 10_000, 600, 300), (5, 1000, 800, 200), "the time is divided by n - 1"),
        ((2, 10_000, 600, 200), (4, 1000, 800, 160), "the time is divided by n + 1"),
        ((2, 10_000, 600, 150), (5, 1000, 800, 32), "the time is divided by n twice"),
        ((2, 10_000, 600, 60), (5, 1000, 800, 800), "the time is divided by the seconds of max, not by n"),
        (
            (2, 10_000, 600, 595),
            (5, 1000, 800, 780),
            "this is the average of the waits, not the time that passed over n: waits at the same time \
             take as long as the longest",
        ),
        (
            (2, 10_000, 600, 1190),
            (5, 1000, 800, 3900),
            "this is the sum of all waits, not the time that passed over n",
        ),
        (
            (2, 10_000, 600, 300_000),
            (5, 1000, 800, 160_000),
            "this is 1000 times too much: milliseconds taken for seconds?",
        ),
        (
            (2, 1000, 600, 5),
            (5, 10_000, 8800, 5),
            "this is returned in every case, however long the call takes",
        ),
    ];
    for (one, other, text) in told {
        let cases = [one, other].map(|(n, max, takes, returns)| measured(n, max, takes, returns));
        assert_eq!(quotient(cases.into()).as_deref(), Some(text));
    }
}

#[test]
fn only_whole_seconds_are_left() {
    let cut = |count: usize| {
        let all = [(2, 1600, 0), (5, 8800, 1000), (2, 9900, 4000), (1, 7500, 7000)];
        let cases = all.into_iter().take(count);
        quotient(cases.map(|(n, takes, returns)| measured(n, 10_000, takes, returns)).collect())
    };
    assert_eq!(cut(4).as_deref(), Some("only whole seconds are returned: the fraction is lost"));
    assert_eq!(cut(3), None, "two may be chance");
}

#[test]
fn a_formula_has_to_fit_all_cases() {
    assert_eq!(quotient(vec![measured(2, 1000, 600, 600), measured(5, 1000, 800, 160)]), None);
    assert_eq!(
        quotient(vec![measured(2, 1000, 600, 450), measured(5, 1000, 800, 450)]).as_deref(),
        Some("this is returned in every case, however long the call takes")
    );
    assert_eq!(quotient(vec![measured(2, 1000, 600, 450)]), None);
    assert_eq!(quotient(vec![measured(1, 1000, 600, 600)]), None, "with n = 1 it is right");
}

#[test]
fn a_clock_that_is_read_twice_before_the_wait() {
    let cases =
        || vec![measured(2, 1000, 600, 0), measured(5, 1000, 800, 0), (0, 0, trace().returns(time(0)))];
    let clock = "async fn f() {\n    let start = now();\n    let it = start.elapsed();\n    g().await\n}";
    let found = with_cases(cases(), clock, not_the_quotient).unwrap();
    assert!(found.text.starts_with("no time passes between the two looks at the clock"), "{}", found.text);
    assert_eq!(found.location.unwrap().to_string(), "src/multiple.rs:3");
    assert_eq!(quotient(cases()).unwrap(), "zero is returned in every case, though time passes");
    assert_ne!(
        quotient(cases().into_iter().chain([measured(2, 1000, 600, 300)]).collect()).as_deref(),
        Some("zero is returned in every case, though time passes")
    );
}

fn counted(n: i64, max: u64, results: usize) -> (i64, u64, TraceBuilder) {
    let length = if max == 0 { 0 } else { 100 };
    let waits = (0..results).fold(trace(), |trace, _| trace.wait(0..length, WAIT));
    (n, max, waits.returns(times(&vec![length; results])))
}

#[test]
fn results_that_are_off_by_one_or_do_not_depend_on_n() {
    let told = |cases: &[(i64, u64, usize)]| {
        let cases = cases.iter().map(|(n, max, results)| counted(*n, *max, *results)).collect();
        of_cases(cases, "", of_count)
    };
    assert_eq!(
        told(&[(0, 2000, 1), (1, 2000, 2), (5, 2000, 6)]).unwrap(),
        "it is one more than n in every case"
    );
    assert_eq!(told(&[(1, 2000, 0), (5, 2000, 4)]).unwrap(), "it is one less than n in every case");
    assert_eq!(told(&[(1, 2000, 3), (5, 2000, 3), (0, 2000, 0)]).unwrap(), "it is 3 values whatever n is");
    assert_eq!(told(&[(1, 2000, 3), (5, 2000, 4)]), None);
    assert_eq!(told(&[(2, 2000, 1)]), None, "one case tells nothing");
}

#[test]
fn n_and_max_mixed_up() {
    let told = |cases: &[(i64, u64, usize)]| {
        let cases = cases.iter().map(|(n, max, results)| counted(*n, *max, *results)).collect();
        of_cases(cases, "", of_count)
    };
    assert!(
        told(&[(2, 1000, 1), (2, 10_000, 10), (10, 10_000, 10)])
            .unwrap()
            .starts_with("n and max are mixed up")
    );
    assert!(told(&[(2, 1000, 1), (2, 10_000, 2)]).is_none_or(|text| !text.contains("mixed up")));
    let long = trace().wait(0..9000, WAIT).returns(times(&[9000]));
    let cases = vec![(2, 1000, long), counted(2, 10_000, 10)];
    assert!(
        of_cases(cases, "", of_count).is_none_or(|text| !text.contains("mixed up")),
        "longer than n seconds"
    );
}

#[test]
fn waits_that_were_never_begun() {
    let source = "use crate::basic::wait_random;\nasync fn f() {\n    let _ = wait_random(1);\n}";
    let made = |_: Run<'_>| 0;
    let idle = || vec![(2, 1000, trace()), (5, 1000, trace())];
    let found = with_cases(idle(), source, |run| of_waits(run, "basic::wait_random", made)).unwrap();
    assert_eq!(
        found.text,
        "`wait_random` is called, but what it returns is never awaited: so it does nothing"
    );
    assert_eq!(found.location.unwrap().to_string(), "src/multiple.rs:3");
    let told = |cases, source: &str| of_cases(cases, source, |run| of_waits(run, "basic::wait_random", made));
    assert_eq!(told(idle(), "fn f() {}"), None, "it is not called");
    assert_eq!(told(vec![(2, 1000, trace().wait(0..5, WAIT))], source), None, "something waits");
}

fn largest(max: u64, value: u64) -> (i64, u64, TraceBuilder) {
    (1, max, trace().returns(time(value)))
}

#[test]
fn values_beyond_their_bound() {
    let told = |cases: &[(u64, u64)]| {
        of_cases(cases.iter().map(|(max, value)| largest(*max, *value)).collect(), "", beyond_max)
    };
    assert_eq!(
        told(&[(1000, 709_000), (1000, 12_000), (0, 0)]).unwrap(),
        "values go up to 1000 times max: milliseconds taken for seconds?"
    );
    assert_eq!(
        told(&[(0, 709), (1000, 1900), (10_000, 4000)]).unwrap(),
        "values go up to a second more than max: is 1 added?"
    );
    assert_eq!(told(&[(0, 0), (1000, 1900), (10_000, 4000)]), None);
    assert_eq!(told(&[(1000, 5000), (1000, 12_000)]), None);
}

#[test]
fn values_that_leave_a_part_of_the_range_out() {
    let group = |values: &[u64], source: &str, trace_of: &dyn Fn(u64) -> TraceBuilder| {
        let cases = values.iter().map(|value| (10, 10_000, trace_of(*value))).collect();
        with_cases(cases, source, |run| below_max(&run.peers()).map(|cause| cause.text))
    };
    let plain = |value| trace().returns(time(value));
    let up_to = |end: u64| (1..=250).map(|step| step * end / 250).collect::<Vec<_>>();
    assert_eq!(group(&up_to(5000), "", &plain).unwrap(), "no value is larger than half of max");
    assert_eq!(group(&up_to(1000), "", &plain).unwrap(), "no value is larger than max over n");
    assert_eq!(
        group(&up_to(10), "", &plain).unwrap(),
        "no value is larger than a thousandth of max: seconds taken for milliseconds?"
    );
    assert_eq!(group(&up_to(7000), "", &plain), None);
    assert_eq!(group(&[4000, 5000], "", &plain), None, "too few to know");
    let seeds = "fn f() { random::seed(7) }";
    assert!(group(&[700, 700], seeds, &plain).unwrap().starts_with("the same seed"));
    assert_eq!(group(&[700, 700], "fn f() {}", &plain), None);
    assert_eq!(group(&[700, 800], seeds, &plain), None);
}

#[test]
fn whole_numbers_that_were_drawn() {
    let mut drawn = trace().draw(3.0, &["src/multiple.rs:3"]).returns(time(3000)).done();
    let told = |trace: &Trace| with_run(trace, |run| below_max(&[run]));
    assert_eq!(told(&drawn), None, "that was `uniform`");
    if let grader_trace::EventKind::Draw(draw) = &mut drawn.events[0].kind {
        draw.function = "randint".into();
    }
    assert!(told(&drawn).unwrap().text.starts_with("`randint` draws whole numbers only"));
    drawn.value = Some(time(3100));
    assert_eq!(told(&drawn), None);
}

#[test]
fn a_sort_after_something_that_keeps_the_order_of_the_start() {
    let told = |source: &str| {
        let names = crate::source::read(source).unwrap();
        sorted(&names, names.first_use("sort*").or(names.first_use("BTreeMap"))?).map(|cause| cause.text)
    };
    assert!(
        told("async fn f() { let mut v = join_all(w).await; v.sort() }")
            .unwrap()
            .starts_with("`join_all` gives the results in the order of the start")
    );
    assert!(told("fn f() { FuturesUnordered::new(); v.sort() }").unwrap().contains("when its wait ends"));
    assert_eq!(told("fn f() { g(); v.sort() }"), None);
    assert_eq!(told("fn f() { join_all(v); FuturesUnordered::new(); v.sort() }"), None);
}

#[test]
fn always_the_largest_time() {
    let waits = |max: u64| (1, max, trace().wait(0..max, WAIT).returns(time(max / 3)));
    let told = |cases| of_cases(cases, "", |run| Some(not_the_time_waited(run, ms(333)))).unwrap();
    assert_eq!(
        told(vec![waits(1000), waits(10_000)]),
        "the call waits for max itself in every case, and returns another time"
    );
    assert!(
        told(vec![waits(1000), (1, 9000, trace().wait(0..4000, WAIT).returns(time(1)))]).contains("longer")
    );
}

#[test]
fn a_wait_that_nobody_asked_for() {
    let waits = || trace().wait(0..300, WAIT);
    let slow = |run: Run<'_>| slow(run, Some(Duration::ZERO));
    assert_eq!(of_cases(vec![(0, 1000, waits())], "", slow).unwrap(), "this waits though n is 0");
    assert_eq!(of_cases(vec![(1, 1000, waits())], "", slow), None);
}

#[test]
fn one_number_for_all_and_the_bound_for_all() {
    let group = |traces: Vec<TraceBuilder>| {
        let cases = traces.into_iter().map(|trace| (1, 10_000, trace)).collect();
        with_cases(cases, "", |run| below_max(&run.peers()).map(|cause| cause.text))
    };
    let drawn = |millis| trace().draw(0.7, &["src/multiple.rs:3"]).returns(time(millis));
    let kept = |millis| trace().returns(time(millis));
    let text = "only one call draws a number: all others get the same one again";
    assert_eq!(group(vec![drawn(700), kept(700), kept(700)]).unwrap(), text);
    assert_eq!(group(vec![drawn(700), drawn(700), kept(700)]), None);
    assert_eq!(group(vec![drawn(700), kept(800), kept(700)]), None);
    let text = "every value is max itself: nothing random is left of it";
    assert_eq!(group(vec![drawn(10_000), drawn(10_001), drawn(10_000)]).unwrap(), text);
}
