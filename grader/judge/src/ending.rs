//! Says in plain words how a case ended that did not end by returning.

mod detail;
mod forbidden;
mod program;
mod who;

use grader_trace::{BlockKind, Ending, EventKind, LimitKind, Limits, Location, TaskId};

use crate::cause::Cause;
use crate::escape::escape;
use crate::report::Finding;
use crate::run::Run;
use crate::source::Names;
use crate::{timeline, words};

/// What there is to say of a case that did not return; `None` where it did.
pub(crate) fn check(run: Run<'_>, limits: &Limits) -> Option<Finding> {
    let ending = &run.trace.ending;
    let id = id(ending)?;
    let at = panicked_at(run);
    let mut finding = Finding {
        expected: Some("the call to return".to_owned()),
        observed: Some(observed(ending, at, limits)),
        location: at.map(ToString::to_string),
        ending: Some(id.to_owned()),
        detail: Some(detail::detail(ending, limits)),
        ..Finding::default()
    };
    if let Ending::Stuck { since, .. } = ending {
        // Of what stops at once there is nothing to see.
        finding.timeline = timeline::of(run).filter(|_| !since.is_zero());
    }
    if let Some(cause) = cause(run, at) {
        cause.attach(&mut finding);
    }
    let is_told = matches!(ending, Ending::Stuck { .. }) && finding.cause.is_some();
    if finding.location.is_none()
        && !is_told
        && let Some(line) = last_line(run)
    {
        finding.location = Some(line.to_string());
        finding.cause.get_or_insert("this is the last that was seen of the code".to_owned());
    }
    Some(if run.evidence.exercise.is_program() { program::told(finding, run) } else { finding })
}

/// An ending in one word.
fn id(ending: &Ending) -> Option<&'static str> {
    Some(match ending {
        Ending::Returned => return None,
        Ending::Panicked { .. } => "panicked",
        Ending::Stuck { .. } => "stuck",
        Ending::Livelock { .. } => "livelock",
        Ending::ClockMoved { .. } => "clock-moved",
        Ending::TimeLimit { .. } => "time-limit",
        Ending::Exited { .. } => "exited",
        Ending::Aborted => "aborted",
        Ending::StackOverflow => "stack-overflow",
        Ending::Forbidden { .. } => "forbidden-call",
        Ending::Signalled { .. } => "signalled",
        Ending::Limit(LimitKind::Cpu) => "cpu-limit",
        Ending::Limit(LimitKind::Memory) => "memory-limit",
        Ending::Limit(LimitKind::Output) => "output-limit",
        Ending::Limit(LimitKind::FileSize) => "file-size-limit",
        Ending::Limit(LimitKind::Trace) => "trace-limit",
    })
}

fn observed(ending: &Ending, at: Option<&Location>, limits: &Limits) -> String {
    match ending {
        Ending::Returned => "the call returned".to_owned(),
        Ending::Panicked { message, .. } => {
            let at = at.map(|at| format!(" at {at}")).unwrap_or_default();
            format!("the call panicked: \"{}\"{at}", escape(message))
        }
        Ending::Stuck { since, .. } => {
            format!("the call was stuck: from {} on nothing could ever wake it", words::seconds(*since))
        }
        Ending::Livelock { at, .. } => {
            format!("polled without end at {}, while no time passed", words::seconds(*at))
        }
        Ending::ClockMoved { to } => {
            format!("the clock was moved by hand, to {}: that is no waiting", words::seconds(*to))
        }
        Ending::TimeLimit { limit } => {
            format!("still busy after {} of virtual time", words::seconds(*limit))
        }
        Ending::Exited { code } => format!("the process ended itself with code {code}"),
        Ending::Aborted => "the process aborted itself".to_owned(),
        Ending::StackOverflow => "the stack overflowed".to_owned(),
        Ending::Forbidden { call } => {
            format!("the code tried to {}, which is not allowed here", forbidden::deed(call.as_deref()))
        }
        Ending::Signalled { signal } => format!("the process was ended by signal {signal}"),
        Ending::Limit(limit) => reached(*limit, limits),
    }
}

fn reached(limit: LimitKind, limits: &Limits) -> String {
    match limit {
        LimitKind::Cpu => {
            format!("used up its processor time, {}: a loop without end?", words::seconds(limits.cpu))
        }
        LimitKind::Memory => format!("used up its memory, {}", words::bytes(limits.memory)),
        LimitKind::FileSize => "wrote a file that is too large".to_owned(),
        LimitKind::Output => format!("printed more than {}", words::bytes(limits.output)),
        LimitKind::Trace => format!("did more than {} things that are recorded", limits.events),
    }
}

/// Where the call panicked, if that is a line of the student's.
fn panicked_at(run: Run<'_>) -> Option<&Location> {
    let Ending::Panicked { at, .. } = &run.trace.ending else { return None };
    at.as_ref().filter(|at| run.is_own(at)).or_else(|| {
        let panics = run.trace.events.iter().rev();
        let mut panics = panics.filter(|event| matches!(event.kind, EventKind::Panic { .. }));
        run.line(&panics.next()?.places)
    })
}

/// The student's line of the last event that has one.
fn last_line(run: Run<'_>) -> Option<&Location> {
    run.trace.events.iter().rev().find_map(|event| run.line(&event.places))
}

/// What most probably lies behind an ending that puzzles beginners.
fn cause(run: Run<'_>, at: Option<&Location>) -> Option<Cause> {
    if let Some(cause) = panicked_task(run) {
        return Some(cause);
    }
    let text = match &run.trace.ending {
        Ending::Limit(LimitKind::Cpu) => return busy_loop(run),
        Ending::StackOverflow => return Some(recursion(run)),
        Ending::Exited { .. } => {
            let text = "`std::process::exit` ends everything, results included";
            return Some(Cause { text: text.to_owned(), location: quit_at(run).cloned() });
        }
        Ending::Forbidden { .. } => {
            let text = "an exercise needs no files, no network and no other programs: leave this out";
            return Some(Cause { text: text.to_owned(), location: forbidden_at(run).cloned() });
        }
        Ending::Panicked { message, .. } => behind_panic(message)?,
        Ending::Stuck { waiting, .. } => return blocks(run).or_else(|| who::waits(run, waiting)),
        Ending::Livelock { polled, .. } if let Some(cause) = who::spins(run, polled) => return Some(cause),
        Ending::Livelock { .. } => "something is polled again and again without ever waiting",
        Ending::ClockMoved { .. } => "`tokio::time::advance` is for tests: `sleep(…).await` waits",
        Ending::Returned
        | Ending::TimeLimit { .. }
        | Ending::Aborted
        | Ending::Signalled { .. }
        | Ending::Limit(_) => return None,
    };
    Some(Cause { text: text.to_owned(), location: at.cloned() })
}

/// The panic of a task, where the call panicked only because it wanted the task's value.
fn panicked_task(run: Run<'_>) -> Option<Cause> {
    let Ending::Panicked { message, .. } = &run.trace.ending else { return None };
    if !message.contains("JoinError::Panic") {
        return None;
    }
    run.trace.events.iter().find_map(|event| match &event.kind {
        EventKind::Panic { message } if event.task != TaskId::ROOT => {
            let text = format!("the task panicked: \"{}\"", escape(message));
            Some(Cause { text, location: run.line(&event.places).cloned() })
        }
        _ => None,
    })
}

/// Where student code ended the process.
fn quit_at(run: Run<'_>) -> Option<&Location> {
    let last = run.trace.events.last().filter(|event| matches!(event.kind, EventKind::Quit))?;
    run.line(&last.places)
}

/// Where student code asked for what it may not have.
fn forbidden_at(run: Run<'_>) -> Option<&Location> {
    let is_it = |event: &&grader_trace::Event| matches!(event.kind, EventKind::Forbidden { .. });
    run.line(&run.trace.events.last().filter(is_it)?.places)
}

/// The loop that probably never ends: it awaits nothing. Where several may be the one, all of
/// them are named: which one was running when the time was over is chance.
fn busy_loop(run: Run<'_>) -> Option<Cause> {
    let file = &run.evidence.exercise.file;
    let (first, others) = run.names?.busy_loops().split_first()?;
    let text = if others.is_empty() {
        "this loop awaits nothing: does it ever end, and who else can go on meanwhile?".to_owned()
    } else {
        let lines: Vec<_> = others.iter().map(ToString::to_string).collect();
        format!("this loop awaits nothing, nor do those in line {}: does each of them end?", lines.join(", "))
    };
    Some(Cause { text, location: Some(Location::new(file, *first)) })
}

fn recursion(run: Run<'_>) -> Cause {
    let line = run.names.and_then(Names::recursion);
    let text = match line {
        Some(_) => "the function calls itself here: does that ever end?",
        None => "recursion without end, or very large values on the stack",
    };
    Cause {
        text: text.to_owned(),
        location: line.map(|line| Location::new(&run.evidence.exercise.file, line)),
    }
}

/// The messages are those of std's `todo!`, of tokio 1.54 and of futures 0.3.
fn behind_panic(message: &str) -> Option<&'static str> {
    const WITHHELD: [&str; 2] = ["kind: PermissionDenied", "Operation not permitted"];
    if WITHHELD.iter().any(|withheld| message.contains(withheld)) {
        return Some("the code asks for what it may not have: an exercise needs no files and no network");
    }
    let known = [
        ("not yet implemented", "a `todo!()` is left in the code"),
        ("not implemented", "an `unimplemented!()` is left in the code"),
        (
            "can call blocking only when running on the multi-threaded runtime",
            "`block_in_place` needs a runtime with several threads, and this one has one: `spawn_blocking` takes \
             what blocks to another thread",
        ),
        (
            "cannot sample empty range",
            "no number lies in the range to draw from: `a..b` leaves out b, so it is empty where both are equal",
        ),
        (
            // Of `select_all`, in futures 0.3.
            "assertion failed: !ret.inner.is_empty()",
            "`select_all` needs at least one future: what if there is none?",
        ),
        (
            "Cannot start a runtime from within a runtime",
            "the code already runs on a runtime: `.await` here, instead of `block_on` or `#[tokio::main]`",
        ),
        (
            "Cannot block the current thread from within a runtime",
            "blocking calls have no place in async code: use the one that is awaited",
        ),
        (
            "Cannot drop a runtime in a context where blocking is not allowed",
            "the code already runs on a runtime and needs none of its own",
        ),
        (
            "cannot execute `LocalPool` executor from within another executor",
            "the code already runs on a runtime: `.await` here, instead of `block_on` or `#[tokio::main]`",
        ),
    ];
    known.into_iter().find(|(start, _)| message.starts_with(start)).map(|(_, cause)| cause)
}

/// What stops the thread, where the last thing that happened is that it was stopped for ever.
fn blocks(run: Run<'_>) -> Option<Cause> {
    let last = run.trace.events.last()?;
    let EventKind::Block { how: BlockKind::Forever, .. } = last.kind else { return None };
    let Ending::Stuck { waiting, .. } = &run.trace.ending else { return None };
    let text = match waiting.first()?.what.as_str() {
        "futures::executor::block_on" => {
            "`block_on` stops the only thread, and what it waits for can never go on: `.await` it instead"
                .to_owned()
        }
        "std::sync::Mutex" | "std::sync::RwLock" => "this lock is held already, and the only thread stops \
             here instead of releasing it: drop the guard before you `.await` or lock again"
            .to_owned(),
        "" => "the only thread stops here, and nothing is left that could wake it".to_owned(),
        what => {
            let what = escape(what);
            format!("`{what}` stops the only thread, and nothing is left that could wake it")
        }
    };
    let others = who::others(run, waiting).map(|others| format!("; {others}")).unwrap_or_default();
    Some(Cause { text: text + &others, location: run.innermost_own(&last.places).cloned() })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use grader_trace::{Place, Waiting};

    use super::*;
    use crate::sample::{location, ms, trace, with_run};

    fn found(ending: Ending) -> Finding {
        with_run(&trace().ends(ending).done(), |run| check(run, &Limits::default())).unwrap()
    }

    fn panicked(message: &str, at: Option<&str>) -> Finding {
        found(Ending::Panicked { message: message.to_owned(), at: at.map(location) })
    }

    #[test]
    fn a_case_that_returned_has_no_ending_to_tell() {
        assert_eq!(with_run(&trace().done(), |run| check(run, &Limits::default())), None);
    }

    #[test]
    fn every_ending_has_its_words() {
        let told = [
            (
                Ending::Stuck { since: ms(3200), waiting: Vec::new() },
                "stuck",
                "the call was stuck: from 3.2 s on nothing could ever wake it",
            ),
            (
                Ending::Livelock { at: ms(0), polled: Vec::new() },
                "livelock",
                "polled without end at 0 s, while no time passed",
            ),
            (
                Ending::ClockMoved { to: ms(1500) },
                "clock-moved",
                "the clock was moved by hand, to 1.5 s: that is no waiting",
            ),
            (
                Ending::TimeLimit { limit: Duration::from_secs(86_400) },
                "time-limit",
                "still busy after 86400 s of virtual time",
            ),
            (Ending::Exited { code: 0 }, "exited", "the process ended itself with code 0"),
            (Ending::Aborted, "aborted", "the process aborted itself"),
            (Ending::StackOverflow, "stack-overflow", "the stack overflowed"),
            (
                Ending::Forbidden { call: Some("socket".to_owned()) },
                "forbidden-call",
                "the code tried to use the network, which is not allowed here",
            ),
            (Ending::Signalled { signal: 11 }, "signalled", "the process was ended by signal 11"),
            (
                Ending::Limit(LimitKind::Cpu),
                "cpu-limit",
                "used up its processor time, 5 s: a loop without end?",
            ),
            (Ending::Limit(LimitKind::Memory), "memory-limit", "used up its memory, 1 GiB"),
            (Ending::Limit(LimitKind::Output), "output-limit", "printed more than 1 MiB"),
            (Ending::Limit(LimitKind::FileSize), "file-size-limit", "wrote a file that is too large"),
            (Ending::Limit(LimitKind::Trace), "trace-limit", "did more than 100000 things that are recorded"),
        ];
        for (ending, id, words) in told {
            let finding = found(ending);
            assert_eq!(finding.expected.as_deref(), Some("the call to return"));
            assert_eq!((finding.ending.as_deref(), finding.observed.as_deref()), (Some(id), Some(words)));
        }
    }

    #[test]
    fn a_panic_is_told_with_its_line() {
        let finding = panicked("index out of bounds", Some("src/multiple.rs:12"));
        assert_eq!(
            finding.observed.unwrap(),
            "the call panicked: \"index out of bounds\" at src/multiple.rs:12"
        );
        assert_eq!(finding.location.as_deref(), Some("src/multiple.rs:12"));
        assert_eq!(finding.cause, None);
    }

    #[test]
    fn a_line_that_is_not_the_students_is_not_shown() {
        for place in ["src/basic.rs:3", "/etc/passwd:1"] {
            let finding = panicked("oh", Some(place));
            assert_eq!(finding.observed.as_deref(), Some("the call panicked: \"oh\""));
            assert_eq!(finding.location, None);
        }
    }

    #[test]
    fn a_task_that_panicked_is_the_cause() {
        let trace = trace()
            .task(0..5, &["src/multiple.rs:3"], |task| task.panic(5, "no luck", &["src/multiple.rs:4"]))
            .panic(6, "JoinError", &["src/multiple.rs:8"])
            .ends(Ending::Panicked { message: "unwrap: JoinError::Panic(Id(1), ..)".to_owned(), at: None })
            .done();
        let finding = with_run(&trace, |run| check(run, &Limits::default())).unwrap();
        assert_eq!(finding.cause.as_deref(), Some("the task panicked: \"no luck\""));
        assert_eq!(finding.location.as_deref(), Some("src/multiple.rs:4"));
    }

    #[test]
    fn a_panic_without_a_line_is_looked_up_in_the_trace() {
        let trace = trace()
            .panic(0, "caught", &["src/multiple.rs:1"])
            .panic(5, "oh", &["src/basic.rs:3", "src/multiple.rs:8"])
            .ends(Ending::Panicked { message: "oh".to_owned(), at: None })
            .done();
        let finding = with_run(&trace, |run| check(run, &Limits::default())).unwrap();
        assert_eq!(finding.location.as_deref(), Some("src/multiple.rs:8"));
    }

    #[test]
    fn the_message_of_a_panic_is_hostile() {
        let finding = panicked(&format!("\u{1b}[2Jleft\nright{}", "x".repeat(9000)), None);
        let observed = finding.observed.unwrap();
        assert!(observed.starts_with(r#"the call panicked: "\u{1b}[2Jleft\nright"#), "{observed}");
        assert!(observed.chars().count() < 450 && !observed.contains(char::is_control));
    }

    #[test]
    fn puzzling_panics_are_explained() {
        let cause = |message| panicked(message, Some("src/multiple.rs:3")).cause.unwrap();
        assert_eq!(cause("not yet implemented"), "a `todo!()` is left in the code");
        assert_eq!(
            cause("Cannot start a runtime from within a runtime. This happens because"),
            "the code already runs on a runtime: `.await` here, instead of `block_on` or `#[tokio::main]`"
        );
        assert_eq!(
            cause("cannot execute `LocalPool` executor from within another executor: EnterError"),
            "the code already runs on a runtime: `.await` here, instead of `block_on` or `#[tokio::main]`"
        );
        assert!(
            cause("Cannot drop a runtime in a context where blocking is not allowed.")
                .contains("none of its own")
        );
        assert!(cause("Cannot block the current thread from within a runtime.").contains("blocking calls"));
    }

    #[test]
    fn endings_that_puzzle_are_explained() {
        let cause = |ending| found(ending).cause;
        assert!(cause(Ending::Exited { code: 0 }).unwrap().contains("process::exit"));
        assert!(
            cause(Ending::Livelock { at: ms(1), polled: Vec::new() }).unwrap().contains("again and again")
        );
        assert!(cause(Ending::StackOverflow).unwrap().contains("recursion"));
        assert_eq!(cause(Ending::Aborted), None);
    }

    #[test]
    fn a_thread_that_is_stopped_for_ever_has_its_line_and_its_reason() {
        let stopped = |what: &str| {
            let waiting = vec![Waiting { what: what.to_owned(), ..Waiting::default() }];
            let trace = trace()
                .stops(5, &["src/basic.rs:3", "src/multiple.rs:8"])
                .ends(Ending::Stuck { since: ms(5), waiting })
                .done();
            with_run(&trace, |run| check(run, &Limits::default())).unwrap()
        };
        for (what, words) in [
            ("futures::executor::block_on", "`.await` it instead"),
            ("std::sync::Mutex", "drop the guard"),
            ("std::thread::park", "`std::thread::park` stops the only thread"),
            ("", "nothing is left that could wake it"),
        ] {
            let finding = stopped(what);
            assert!(finding.cause.as_ref().is_some_and(|cause| cause.contains(words)), "{finding:?}");
            assert_eq!(finding.location.as_deref(), Some("src/multiple.rs:8"));
            assert_eq!(finding.ending.as_deref(), Some("stuck"));
        }
    }

    #[test]
    fn code_that_ends_without_a_word_is_found_in_the_source() {
        let told = |source: &str, ending: Ending| {
            let names = crate::source::read(source).unwrap();
            let finding = with_run(&trace().ends(ending).done(), |run| {
                check(Run { names: Some(&names), ..run }, &Limits::default())
            });
            finding.and_then(|finding| Some((finding.location?, finding.cause?)))
        };
        let (at, cause) = told("fn f() {\n    loop {}\n}", Ending::Limit(LimitKind::Cpu)).unwrap();
        assert_eq!(at, "src/multiple.rs:2");
        assert!(cause.starts_with("this loop awaits nothing"), "{cause}");
        let (at, cause) =
            told("fn f() { loop {} }\nfn g() { loop {} }", Ending::Limit(LimitKind::Cpu)).unwrap();
        assert_eq!(at, "src/multiple.rs:1");
        assert!(cause.contains("nor do those in line 2"), "{cause}");
        assert_eq!(told("fn f() { for _ in g {} }", Ending::Limit(LimitKind::Cpu)), None);
        let (at, cause) = told("fn f() {\n    f()\n}", Ending::StackOverflow).unwrap();
        assert_eq!((at.as_str(), cause.contains("calls itself")), ("src/multiple.rs:2", true));
    }

    #[test]
    fn who_ends_the_process_is_found_by_the_trace() {
        let quits = |ending| {
            let trace =
                trace().wait(0..5, &["src/multiple.rs:3"]).quits(9, &["src/multiple.rs:4"]).ends(ending);
            with_run(&trace.done(), |run| check(run, &Limits::default())).unwrap()
        };
        let finding = quits(Ending::Exited { code: 0 });
        assert_eq!(finding.location.as_deref(), Some("src/multiple.rs:4"));
        assert!(finding.cause.unwrap().contains("process::exit"));
        let finding = quits(Ending::Aborted);
        assert_eq!(finding.location.as_deref(), Some("src/multiple.rs:4"));
        assert_eq!(finding.cause.as_deref(), Some("this is the last that was seen of the code"));
    }

    #[test]
    fn what_a_stuck_call_waits_for() {
        let waiting = |task, what: &str, place: &str| Waiting {
            task: TaskId(task),
            what: what.to_owned(),
            places: vec![Place::Line(location(place))],
            ..Waiting::default()
        };
        let stuck = |waiting| found(Ending::Stuck { since: ms(1), waiting });
        let finding = stuck(vec![
            waiting(0, "", "src/multiple.rs:1"),
            waiting(0, "Mutex", "src/basic.rs:2"),
            waiting(2, "oneshot::Receiver\u{7}", "src/multiple.rs:5"),
        ]);
        assert_eq!(
            finding.cause.as_deref(),
            Some(
                "task 2 waits for a `oneshot::Receiver\\u{7}` that nobody completes; \
                 the call waits for what never comes, made in line 1; \
                 the call waits for a `Mutex` that nobody completes"
            )
        );
        assert_eq!(finding.location.as_deref(), Some("src/multiple.rs:5"));
        let finding = stuck(vec![waiting(0, "Mutex", "src/basic.rs:2")]);
        assert_eq!(finding.cause.as_deref(), Some("the call waits for a `Mutex` that nobody completes"));
        assert_eq!(finding.location, None);
        assert_eq!(stuck(Vec::new()).cause, None);
    }
}
