//! `calls`: a function is really used: the file names it, and the trace shows that what it does
//! was done there: in the file of an earlier exercise, or in the lines of a function of this one.

use std::collections::HashSet;
use std::time::Duration;

use grader_trace::{Event, EventKind, Location, TimerId, Value};

use super::bound::compare;
use super::{Amount, Calls};
use crate::report::Finding;
use crate::run::{Lineage, Run};
use crate::source::{Names, Usage};
use crate::waits::waits;
use crate::words;

/// Whether the file names the function where it can be called.
pub(crate) fn check_source(rule: &Calls, names: &Names, file: &str) -> Option<Finding> {
    let (_, name) = parts(rule);
    let observed = match names.usage(name, own_file(rule) == file) {
        Usage::Used => return None,
        Usage::Shadowed => format!("the file calls a `{name}` of its own"),
        Usage::Unused => format!("nothing in {file} calls it"),
    };
    Some(Finding {
        expected: Some(format!("`{}` to be called", rule.function)),
        observed: Some(observed),
        ..Finding::default()
    })
}

/// Whether as many waits were made in the function's file as asked for.
pub(crate) fn check_case(rule: &Calls, run: Run<'_>) -> Option<Finding> {
    // Who waits for nothing need not show how, and who is given no time cannot.
    if (run.trace.elapsed.is_zero() && !claims_time(run)) || is_given_no_time(run) {
        return None;
    }
    let waits = Made::count(rule, run);
    let wanted = rule.times.resolve(run);
    let there = i64::try_from(waits.there).unwrap_or(i64::MAX);
    let order = wanted.as_ref().and_then(|wanted| compare(&Value::Int(there), wanted, Duration::ZERO));
    if order.is_some_and(std::cmp::Ordering::is_ge) {
        None
    } else {
        Some(waits.too_few(rule, wanted.as_ref()))
    }
}

/// Whether all times among the inputs are zero: then a right answer makes no wait that shows.
fn is_given_no_time(run: Run<'_>) -> bool {
    let mut times = run.case.inputs.values().filter_map(Value::as_duration).peekable();
    times.peek().is_some() && times.all(|time| time.is_zero())
}

/// Whether the call returned a length of time above zero, as if it had waited.
fn claims_time(run: Run<'_>) -> bool {
    let returned = run.trace.value.iter().flat_map(Value::elements);
    returned.filter_map(Value::as_duration).any(|duration| !duration.is_zero())
}

/// What a case made in the function's file, and what it made in all.
struct Made<'a> {
    there: usize,
    all: usize,
    /// The student's line of the first that was made elsewhere.
    elsewhere: Option<&'a Location>,
}

impl<'a> Made<'a> {
    fn count(rule: &Calls, run: Run<'a>) -> Self {
        let file = own_file(rule);
        let lineage = Lineage::of(run.trace);
        let is_inside = |line: &Location| {
            file != run.evidence.exercise.file
                || run.names.is_some_and(|names| names.is_inside(parts(rule).1, line.line))
        };
        let waited: HashSet<TimerId> =
            waits(run.trace).iter().filter(|wait| !wait.length().is_zero()).map(|wait| wait.timer).collect();
        let is = |event: &Event| match event.kind {
            EventKind::Timer { timer } => waited.contains(&timer),
            EventKind::Block { length, .. } => !length.is_zero(),
            _ => false,
        };
        let (there, elsewhere): (Vec<&Event>, Vec<&Event>) = run
            .trace
            .events
            .iter()
            .filter(|event| is(event))
            .partition(|event| lineage.lines(event).any(|line| line.file == file && is_inside(line)));
        let line = elsewhere.iter().find_map(|event| run.line(&event.places));
        Self { there: there.len(), all: there.len() + elsewhere.len(), elsewhere: line }
    }

    fn too_few(&self, rule: &Calls, wanted: Option<&Value>) -> Finding {
        let elsewhere = match self.all - self.there {
            0 => String::new(),
            others => format!(", and {others} made elsewhere"),
        };
        Finding {
            expected: Some(format!("at least {} made by `{}`", times(&rule.times, wanted), rule.function)),
            observed: Some(format!("{}{elsewhere}", words::count(self.there, "such wait"))),
            location: self.elsewhere.map(ToString::to_string),
            ..Finding::default()
        }
    }
}

fn times(amount: &Amount, wanted: Option<&Value>) -> String {
    match (amount, wanted) {
        (Amount::Input(name), Some(wanted)) => format!("{name} waits, {wanted},"),
        (_, Some(Value::Int(1))) => "1 wait".to_owned(),
        (_, Some(wanted)) => format!("{} waits", words::value(wanted)),
        (_, None) => "as many waits as asked for".to_owned(),
    }
}

/// The module and the name of the function.
fn parts(rule: &Calls) -> (&str, &str) {
    let module = rule.function.split("::").next().unwrap_or_default();
    let name = rule.function.rsplit("::").next().unwrap_or_default();
    (module, name)
}

/// The file that the function's module is in.
fn own_file(rule: &Calls) -> String {
    format!("src/{}.rs", parts(rule).0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use grader_trace::wire::Case;

    use crate::sample::{self, FILE, TraceBuilder, said, trace, with_run};
    use crate::source::read;

    const THERE: &[&str] = &["src/basic.rs:4", "src/multiple.rs:9"];
    const HERE: &[&str] = &["src/multiple.rs:7"];

    fn rule(times: Amount) -> Calls {
        Calls { function: "basic::wait_random".to_owned(), times }
    }

    fn n() -> Amount {
        Amount::Input("n".to_owned())
    }

    fn judged(times: Amount, trace: TraceBuilder) -> Option<Finding> {
        with_run(&trace.done(), |run| check_case(&rule(times), run))
    }

    fn waits(count: usize) -> TraceBuilder {
        (0..count).fold(trace(), |trace, _| trace.wait(0..100, THERE))
    }

    #[test]
    fn as_many_waits_as_asked_for() {
        assert_eq!(judged(n(), waits(5)), None);
        assert_eq!(judged(n(), waits(7)), None, "a wait in slices has more timers");
        assert_eq!(
            said(judged(n(), waits(4)).as_ref()),
            Some(("at least n waits, 5, made by `basic::wait_random`", "4 such waits"))
        );
        assert_eq!(
            said(judged(Amount::Constant(Value::Int(1)), trace().takes(10)).as_ref()),
            Some(("at least 1 wait made by `basic::wait_random`", "0 such waits"))
        );
    }

    #[test]
    fn waits_of_tasks_that_were_spawned_there_count() {
        let spawned = |place: &'static str| {
            trace().task(0..100, &[place], |inside| inside.wait(0..100, &["src/first.rs:3"]))
        };
        assert_eq!(judged(Amount::Constant(Value::Int(1)), spawned("src/basic.rs:8")), None);
        assert!(judged(Amount::Constant(Value::Int(1)), spawned("src/multiple.rs:8")).is_some());
    }

    #[test]
    fn waits_made_elsewhere_do_not_count() {
        let finding = judged(n(), waits(1).wait(0..50, HERE).wait(0..50, HERE)).unwrap();
        assert_eq!(
            said(Some(&finding)),
            Some(("at least n waits, 5, made by `basic::wait_random`", "1 such wait, and 2 made elsewhere"))
        );
        assert_eq!(finding.location.as_deref(), Some("src/multiple.rs:7"));
    }

    #[test]
    fn blocking_sleeps_count_too() {
        let two = || Amount::Constant(Value::Int(2));
        assert_eq!(judged(two(), trace().block(0..10, THERE).wait(10..20, THERE)), None);
        assert!(
            judged(two(), trace().wait(0..10, THERE).wait(0..0, THERE)).is_some(),
            "a wait of zero is none"
        );
    }

    #[test]
    fn a_case_that_waits_for_nothing_shows_nothing() {
        assert_eq!(judged(n(), trace()), None);
        assert_eq!(judged(n(), trace().wait(0..0, HERE)), None);
        assert!(judged(n(), trace().takes(5)).is_some());
    }

    #[test]
    fn who_is_given_no_time_cannot_show_a_wait() {
        let case = Case { seed: 0, inputs: sample::n_max(5, 0) };
        let judge = |run: Run<'_>| check_case(&rule(n()), Run { case: &case, ..run });
        assert_eq!(with_run(&trace().takes(5).done(), judge), None);
        assert!(judged(n(), trace().takes(5)).is_some());
    }

    #[test]
    fn times_that_nobody_waited_for_are_made_up() {
        let zero = trace().returns(sample::times(&[0; 5]));
        assert_eq!(judged(n(), zero), None);
        let made_up = trace().returns(sample::times(&[1000; 5]));
        assert!(judged(n(), made_up).is_some());
    }

    #[test]
    fn amounts_that_are_no_number() {
        assert_eq!(
            said(judged(Amount::Input("max".to_owned()), waits(5)).as_ref()),
            Some(("at least max waits, 10 s, made by `basic::wait_random`", "5 such waits"))
        );
        assert_eq!(
            said(judged(Amount::Input("gone".to_owned()), waits(5)).as_ref()),
            Some(("at least as many waits as asked for made by `basic::wait_random`", "5 such waits"))
        );
    }

    #[test]
    fn what_a_function_of_the_exercise_itself_does_is_done_in_its_lines() {
        let rule = Calls { function: "multiple::one".to_owned(), times: Amount::Constant(Value::Int(1)) };
        let names = read("fn one() {\n    go()\n}\nfn all() {\n    one();\n    go()\n}").unwrap();
        let judge = |places: &'static [&'static str]| {
            let spawned = trace().task(0..100, places, |inside| inside.wait(0..100, THERE));
            with_run(&spawned.done(), |run| check_case(&rule, Run { names: Some(&names), ..run }))
        };
        assert_eq!(judge(&["src/multiple.rs:2", "src/multiple.rs:5"]), None);
        assert!(judge(&["src/multiple.rs:6"]).is_some());
    }

    fn named(source: &str) -> Option<Finding> {
        check_source(&rule(n()), &read(source).unwrap(), FILE)
    }

    #[test]
    fn the_file_has_to_name_the_function() {
        assert_eq!(named("use crate::basic::wait_random;\nfn f() { wait_random(1) }"), None);
        assert_eq!(
            said(named("use crate::basic::wait_random;").as_ref()),
            Some(("`basic::wait_random` to be called", "nothing in src/multiple.rs calls it"))
        );
        assert_eq!(
            said(named("fn wait_random() {}\nfn f() { wait_random() }").as_ref()),
            Some(("`basic::wait_random` to be called", "the file calls a `wait_random` of its own"))
        );
    }

    #[test]
    fn a_function_of_the_exercise_itself() {
        let rule = Calls { function: "multiple::one".to_owned(), times: n() };
        let names = read("fn one() {}\nfn all() { one() }").unwrap();
        assert_eq!(check_source(&rule, &names, FILE), None);
    }
}
