//! `calls`: a function is really used: the file names it, and the trace shows that what it does
//! was done there: in the file of an earlier exercise, or in the lines of a function of this one.

mod made;

use grader_trace::Value;

use self::made::{Made, Sufficient};
use super::{Amount, Calls};
use crate::report::Finding;
use crate::run::Run;
use crate::source::{Names, Usage};
use crate::{cause, words};

/// Whether the file names the function where it can be called.
pub(crate) fn check_source(rule: &Calls, names: &Names, file: &str) -> Option<Finding> {
    let name = made::name(rule);
    let observed = match names.usage(name, rule.files.iter().any(|one| one == file)) {
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

/// Whether as many waits were made by the function as asked for.
pub(crate) fn check_case(rule: &Calls, run: Run<'_>) -> Option<Finding> {
    let made = Made::count(rule, run);
    if made.suffices(rule, run) == Sufficient::No { Some(too_few(&made, rule, run)) } else { None }
}

/// A wait of no length shows that the function was called, if that is chance: who calls it for
/// show, with a time of zero, has only such waits. At least one case in so many shows real ones;
/// a right answer that draws whole seconds from 0 to 1 has them in nearly half of the cases.
const SHOWN_IN_ONE_OF: usize = 3;

/// Whether waits of no length are the exception.
pub(crate) fn check_scenario<'a>(rule: &Calls, runs: &[Run<'a>]) -> Option<(Run<'a>, Finding)> {
    let made: Vec<_> = runs.iter().map(|run| (*run, Made::count(rule, *run))).collect();
    let is =
        |wanted: Sufficient| move |(run, made): &&(Run<'_>, Made<'_>)| made.suffices(rule, *run) == wanted;
    let shown = made.iter().filter(is(Sufficient::Yes)).count();
    let hidden = made.iter().filter(is(Sufficient::IfChance)).count();
    let (run, first) = made.iter().find(is(Sufficient::IfChance))?;
    (shown * SHOWN_IN_ONE_OF < shown + hidden).then(|| (*run, too_few(first, rule, *run)))
}

/// What there is to say of a case with too few waits, or too many.
fn too_few(made: &Made<'_>, rule: &Calls, run: Run<'_>) -> Finding {
    let elsewhere = match made.elsewhere {
        0 => String::new(),
        others => format!(", and {others} made elsewhere"),
    };
    let wanted = rule.times.resolve(run);
    let at_once = if rule.at_once { ", all at the same time" } else { "" };
    let least = if rule.at_once { "" } else { "at least " };
    let waits = times(&rule.times, wanted.as_ref());
    let expected = format!("{least}{waits} made by `{}`{at_once}", rule.function);
    let mut finding = Finding {
        expected: Some(expected),
        observed: Some(format!("{}{elsewhere}", words::count(made.there, "such wait"))),
        location: made.line.map(ToString::to_string),
        ..Finding::default()
    };
    let made = |run: Run<'_>| {
        let made = Made::count(rule, run);
        made.there + made.without_length
    };
    if let Some(cause) = cause::of_waits(run, &rule.function, made) {
        cause.attach(&mut finding);
    }
    finding
}

fn times(amount: &Amount, wanted: Option<&Value>) -> String {
    match (amount, wanted) {
        (Amount::Input(name), Some(wanted)) => format!("{name} waits, {wanted},"),
        (_, Some(Value::Int(1))) => "1 wait".to_owned(),
        (_, Some(wanted)) => format!("{} waits", words::value(wanted)),
        (_, None) => "as many waits as asked for".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use grader_trace::Location;
    use grader_trace::wire::Case;

    use crate::sample::{self, FILE, TraceBuilder, said, trace, with_run};
    use crate::source::read;

    const THERE: &[&str] = &["src/basic.rs:4", "src/multiple.rs:9"];
    const HERE: &[&str] = &["src/multiple.rs:7"];

    fn rule(times: Amount) -> Calls {
        Calls {
            function: "basic::wait_random".to_owned(),
            times,
            at_once: false,
            files: vec!["src/basic.rs".to_owned()],
        }
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
        assert!(judged(two(), trace().block(0..10, THERE).block(10..20, HERE)).is_some());
    }

    #[test]
    fn a_case_that_asks_for_no_wait_and_one_that_is_given_no_time_show_nothing() {
        let judge = |n, max, trace: TraceBuilder| {
            let case = Case { seed: 0, inputs: sample::n_max(n, max), order: None };
            let amount = Amount::Input("n".to_owned());
            with_run(&trace.done(), |run| check_case(&rule(amount), Run { case: &case, ..run }))
        };
        assert_eq!(judge(0, 10, trace().takes(5)), None);
        assert_eq!(judge(5, 0, trace().takes(5)), None);
        assert!(judge(5, 10, trace().takes(5)).is_some());
        assert!(judge(5, 10, trace()).is_some(), "nothing was awaited");
        assert!(judge(5, 10, trace().returns(sample::times(&[1000; 5]))).is_some(), "made up");
    }

    /// What is said of several cases, each of which may be right by itself.
    fn judged_together(traces: Vec<TraceBuilder>) -> Option<Finding> {
        let traces: Vec<_> = traces.into_iter().map(TraceBuilder::done).collect();
        with_run(&trace().done(), |run| {
            let runs: Vec<_> = traces.iter().map(|trace| Run { trace, ..run }).collect();
            assert!(runs.iter().all(|run| check_case(&rule(n()), *run).is_none()));
            check_scenario(&rule(n()), &runs).map(|(_, finding)| finding)
        })
    }

    #[test]
    fn waits_of_no_length_may_be_chance_and_not_the_rule() {
        let hidden = || waits(4).wait(0..0, THERE);
        assert_eq!(judged_together(vec![hidden(), hidden(), waits(5)]), None);
        assert_eq!(
            said(judged_together(vec![hidden(), hidden(), hidden(), waits(5)]).as_ref()),
            Some(("at least n waits, 5, made by `basic::wait_random`", "4 such waits"))
        );
        let for_show = || (0..5).fold(trace(), |trace, _| trace.wait(0..0, THERE).wait(0..50, HERE));
        assert!(judged_together(vec![for_show(), for_show()]).is_some());
        let not_slept = || waits(3).returns(sample::times(&[0, 0, 100, 100, 100]));
        assert_eq!(judged_together(vec![not_slept(), waits(5)]), None);
    }

    #[test]
    fn waits_may_have_to_start_at_the_same_time() {
        let judge = |at_once, trace: TraceBuilder| {
            let rule = Calls { at_once, ..rule(Amount::Constant(Value::Int(2))) };
            with_run(&trace.done(), |run| check_case(&rule, run))
        };
        let one_by_one = || trace().wait(0..10, THERE).wait(10..20, THERE);
        assert_eq!(judge(false, one_by_one()), None);
        assert_eq!(
            said(judge(true, one_by_one()).as_ref()),
            Some(("2 waits made by `basic::wait_random`, all at the same time", "1 such wait"))
        );
        assert_eq!(judge(true, trace().wait(0..3, HERE).wait(5..10, THERE).wait(5..20, THERE)), None);
        assert_eq!(judge(true, waits(4)), None);
        assert!(judge(true, waits(5)).is_some(), "more than twice as many");
    }

    #[test]
    fn where_no_wait_is_asked_for_one_at_the_same_time_is_too_many() {
        let judge = |at_once, trace: TraceBuilder| {
            let rule = Calls { at_once, ..rule(Amount::Constant(Value::Int(0))) };
            with_run(&trace.done(), |run| check_case(&rule, run))
        };
        assert_eq!(judge(true, trace().wait(0..0, THERE)), None);
        assert_eq!(judge(true, trace().wait(0..10, HERE)), None);
        assert_eq!(judge(false, waits(1)), None, "only of what is to be done at once is the number known");
        assert_eq!(
            said(judge(true, waits(1)).as_ref()),
            Some(("0 waits made by `basic::wait_random`, all at the same time", "1 such wait"))
        );
    }

    #[test]
    fn what_was_not_awaited_is_the_cause() {
        let warning = crate::diagnostic::Diagnostic {
            code: Some("unused_must_use".into()),
            is_error: false,
            message: "unused implementer of `Future`".into(),
            label: None,
            location: Some(Location::new(FILE, 6)),
            rendered: "note: futures do nothing unless you `.await`".into(),
            notes: Vec::new(),
        };
        let finding = sample::with_warnings(&trace().done(), &[warning], |run| check_case(&rule(n()), run));
        let finding = finding.unwrap();
        assert!(finding.cause.unwrap().contains("is not awaited does nothing; rustc warns"));
        assert_eq!(finding.location.as_deref(), Some("src/multiple.rs:6"));
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
        let rule = Calls {
            function: "multiple::one".to_owned(),
            times: Amount::Constant(Value::Int(1)),
            at_once: false,
            files: vec![FILE.to_owned()],
        };
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
        let rule = Calls {
            function: "multiple::one".to_owned(),
            times: n(),
            at_once: false,
            files: vec![FILE.to_owned()],
        };
        let names = read("fn one() {}\nfn all() { one() }").unwrap();
        assert_eq!(check_source(&rule, &names, FILE), None);
    }
}
