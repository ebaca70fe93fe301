//! `drive` as a grader sees it: this program runs itself as a driver, with a socket as standard
//! input, and reads what it says.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a test, though without the test attribute")]

use std::io::{Read, Write};
use std::net::Shutdown;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, ExitCode, Output, Stdio};
use std::time::Duration;

use grader_harness::{LocalBoxFuture, Scenario, value};
use grader_trace::reader::{Bounds, Heard, Reader, Said};
use grader_trace::wire::{Case, Job, VERSION};
use grader_trace::wire::{EXIT_BLOCKED, EXIT_OUTPUT, EXIT_OUTSIDE, EXIT_SOCKET, EXIT_TRACE, EXIT_VERSION};
use grader_trace::{BlockKind, Ending, Event, EventKind, Limits, Place, Trace, Value};
use libtest_mimic::{Arguments, Trial};
use tokio::task::{spawn, spawn_blocking};
use tokio::time::sleep;

/// What tells this program to be a driver.
const DRIVER: &str = "as-a-driver";
const NONCE: &str = "6f1d";

const FILES: &[&str] = &["tests/drive.rs"];

static SCENARIOS: &[Scenario] = &[
    Scenario::Call {
        id: "drive::waits",
        run: |inputs| {
            let length: Duration = inputs.get("length");
            Box::pin(async move {
                sleep(length).await;
                println!("waited");
                value(length)
            })
        },
    },
    Scenario::Call {
        id: "drive::reads-stdin",
        run: |_| Box::pin(async { value(std::io::read_to_string(std::io::stdin()).unwrap()) }),
    },
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    Scenario::Call {
        id: "drive::counts-processors",
        run: |_| {
            // As student code asks, and as the system says it.
            let told = std::thread::available_parallelism().unwrap().get();
            let used = rustix::thread::sched_getaffinity(None).unwrap().count();
            Box::pin(async move { value(vec![told as i64, i64::from(used)]) })
        },
    },
    Scenario::Call {
        id: "drive::draws-on-a-thread",
        run: |_| {
            Box::pin(async { value(std::thread::spawn(course_support::random::random).join().unwrap()) })
        },
    },
    Scenario::Call {
        id: "drive::prints",
        run: |_| {
            Box::pin(async {
                loop {
                    println!("again");
                }
            })
        },
    },
    Scenario::Call {
        id: "drive::draws",
        run: |_| {
            Box::pin(async {
                loop {
                    course_support::random::random();
                }
            })
        },
    },
    Scenario::Call {
        id: "drive::prints-long-lines",
        run: |_| {
            Box::pin(async {
                for _ in 0..15 {
                    println!("{}", "\u{1}".repeat(60_000));
                }
                value(())
            })
        },
    },
    Scenario::Call {
        id: "drive::prints-one-line",
        run: |_| {
            Box::pin(async {
                print!("{}", "x".repeat(10 << 20));
                value(())
            })
        },
    },
    Scenario::Call {
        id: "drive::prints-on-threads",
        run: |_| {
            Box::pin(async {
                // The pool's thread is made for the first, and is free again when the second comes.
                for text in ["first", "second"] {
                    let blocking = async move { spawn_blocking(move || println!("{text}")).await };
                    spawn(blocking).await.unwrap().unwrap();
                }
                let thread = async { std::thread::spawn(|| println!("third")).join() };
                spawn(thread).await.unwrap().unwrap();
                print!("tail");
                value(())
            })
        },
    },
    Scenario::Call {
        id: "drive::says-bye",
        run: |_| {
            Box::pin(async {
                print!("bye");
                #[expect(clippy::disallowed_methods, reason = "it is what is tested")]
                std::process::exit(0)
            })
        },
    },
    Scenario::Call { id: "drive::panics", run: |inputs| panics(inputs.get("length")) },
    Scenario::Call { id: "drive::overflows", run: |_| Box::pin(async { value(depth(1)) }) },
    Scenario::Call {
        id: "drive::blocks-for-ever",
        run: |_| {
            Box::pin(async {
                let thread = std::thread::spawn(std::thread::yield_now);
                thread.join().unwrap();
                sleep(Duration::from_secs(1)).await;
                futures::executor::block_on(std::future::pending::<()>());
                value(())
            })
        },
    },
    Scenario::Call { id: "drive::aborts", run: |_| Box::pin(async { abort().await }) },
    Scenario::Call {
        id: "drive::exits",
        run: |_| {
            Box::pin(async {
                #[expect(clippy::disallowed_methods, reason = "it is what is tested")]
                std::process::exit(7)
            })
        },
    },
];

#[expect(unconditional_recursion, reason = "an overflow of the stack is what is asked for")]
fn depth(level: u64) -> u64 {
    std::hint::black_box(depth(std::hint::black_box(level) + 1)) + 1
}

fn panics(sets_hook: bool) -> LocalBoxFuture<'static, Value> {
    Box::pin(async move {
        if sets_hook {
            std::panic::set_hook(Box::new(|_| {}));
        }
        panic!("unlucky")
    })
}

async fn abort() -> Value {
    for _ in 0..300 {
        sleep(Duration::from_millis(1)).await;
    }
    std::process::abort()
}

fn main() -> ExitCode {
    if std::env::args().nth(1).as_deref() == Some(DRIVER) {
        return grader_harness::drive(FILES, SCENARIOS);
    }
    libtest_mimic::run(&Arguments::from_args(), trials()).exit_code()
}

fn trials() -> Vec<Trial> {
    let trials: Vec<(&str, fn())> = vec![
        ("cases_run_in_order", cases_run_in_order),
        ("a_way_is_said_once_for_all_cases", a_way_is_said_once_for_all_cases),
        #[cfg(all(target_os = "linux", target_env = "gnu"))]
        (
            "worlds_stay_on_one_processor_and_are_told_of_two",
            worlds_stay_on_one_processor_and_are_told_of_two,
        ),
        ("every_process_says_the_same", every_process_says_the_same),
        ("long_lines_leave_in_small_groups", long_lines_leave_in_small_groups),
        ("student_code_cannot_reach_the_socket", student_code_cannot_reach_the_socket),
        ("a_students_panic_hook_lasts_for_its_case", a_students_panic_hook_lasts_for_its_case),
        ("own_threads_draw_from_the_seed", own_threads_draw_from_the_seed),
        (
            "lines_of_threads_are_those_of_the_tasks_that_made_them_work",
            lines_of_threads_are_those_of_the_tasks_that_made_them_work,
        ),
        (
            "what_lacks_its_end_of_line_is_known_before_an_exit",
            what_lacks_its_end_of_line_is_known_before_an_exit,
        ),
        (
            "what_begins_no_thread_goes_alike_where_that_is_known",
            what_begins_no_thread_goes_alike_where_that_is_known,
        ),
        ("threads_begin_only_where_they_are_expected", threads_begin_only_where_they_are_expected),
        ("another_version_is_refused", another_version_is_refused),
        ("an_unknown_scenario_is_refused", an_unknown_scenario_is_refused),
        ("without_a_grader_nothing_runs", without_a_grader_nothing_runs),
        ("a_flood_ends_the_process", a_flood_ends_the_process),
        ("of_one_line_beyond_the_limit_little_is_told", of_one_line_beyond_the_limit_little_is_told),
        ("a_stack_overflow_is_reported_by_std", a_stack_overflow_is_reported_by_std),
        ("a_thread_that_waits_for_itself_ends_the_process", a_thread_that_waits_for_itself_ends_the_process),
        ("an_exit_is_known_by_its_place", an_exit_is_known_by_its_place),
        ("what_came_before_an_abort_is_known", what_came_before_an_abort_is_known),
    ];
    trials
        .into_iter()
        .map(|(name, test)| {
            Trial::test(name, move || {
                test();
                Ok(())
            })
        })
        .collect()
}

fn job(scenario: &str, inputs: &[Value]) -> Job {
    let case =
        |input: &Value| Case { seed: 3, inputs: [("length".to_owned(), input.clone())].into(), order: None };
    Job {
        version: VERSION,
        nonce: NONCE.to_owned(),
        scenario: format!("drive::{scenario}"),
        limits: Limits::default(),
        heartbeat: None,
        outside: true,
        cases: inputs.iter().map(case).collect(),
    }
}

/// Starts this program as a driver, tells it `first_line`, and returns what it said and how it
/// ended.
fn driver(first_line: &str) -> (String, Output) {
    let (mut ours, theirs) = UnixStream::pair().unwrap();
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.arg(DRIVER).stdin(OwnedFd::from(theirs)).stdout(Stdio::piped()).stderr(Stdio::piped());
    let driver = command.spawn().unwrap();
    drop(command); // and with it the driver's end of the socket
    ours.write_all(first_line.as_bytes()).unwrap();
    ours.shutdown(Shutdown::Write).unwrap();
    let mut said = String::new();
    // A driver that leaves with something unread resets the connection.
    let _reset = ours.read_to_string(&mut said);
    (said, driver.wait_with_output().unwrap())
}

fn run(job: &Job) -> (Said, Output) {
    run_with_more(job, "")
}

/// The same with text after the job.
fn run_with_more(job: &Job, more: &str) -> (Said, Output) {
    let (said, output) = driver(&format!("{}\n{more}", serde_json::to_string(job).unwrap()));
    assert!(said.lines().all(|line| line.contains(NONCE)), "{said}");
    let bounds = Bounds { bytes: 1 << 24, events_of_a_case: job.limits.events };
    let mut reader = Reader::new(NONCE.to_owned(), job.cases.len(), bounds);
    reader.hear(said.as_bytes());
    let (heard, read) = reader.finish();
    read.unwrap();
    (heard, output)
}

fn ended(said: Said) -> Vec<Trace> {
    assert!(said.done);
    let ended = |heard| if let Heard::Ended(trace) = heard { trace } else { panic!("{heard:?}") };
    said.cases.into_iter().map(ended).collect()
}

fn a_way_is_said_once_for_all_cases() {
    let lengths = [1, 2, 3].map(|seconds| Value::Duration(Duration::from_secs(seconds)));
    let (said, _) = driver(&format!("{}\n", serde_json::to_string(&job("waits", &lengths)).unwrap()));
    let ways = said.lines().filter(|line| line.contains("tests/drive.rs:")).count();
    assert_eq!(ways, 1, "{said}");
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn worlds_stay_on_one_processor_and_are_told_of_two() {
    let (said, _) = run(&job("counts-processors", &[Value::Unit]));
    assert_eq!(ended(said).remove(0).value, Some(Value::List(vec![Value::Int(2), Value::Int(1)])));
}

fn cases_run_in_order() {
    let lengths = [1, 2].map(|seconds| Value::Duration(Duration::from_secs(seconds)));
    let (said, output) = run(&job("waits", &lengths));
    assert!(output.status.success(), "{output:?}");
    assert_eq!((output.stdout, output.stderr), (vec![], vec![]));
    for (trace, length) in ended(said).into_iter().zip(lengths) {
        assert_eq!(trace.ending, Ending::Returned);
        assert_eq!(trace.elapsed, length.as_duration().unwrap());
        assert_eq!(trace.value, Some(length));
        let [timer, .., print] = trace.events.as_slice() else { panic!("{:?}", trace.events) };
        assert!(matches!(&timer.places[0], Place::Line(line) if line.file == "tests/drive.rs"));
        assert!(matches!(timer.places[1], Place::Code(_)));
        assert!(matches!(&print.kind, EventKind::Print { line, .. } if **line == *"waited"));
    }
}

fn every_process_says_the_same() {
    // Each is loaded at other addresses.
    let job = job("waits", &[Value::Duration(Duration::from_secs(1))]);
    let first = run(&job).0;
    for _ in 0..3 {
        assert_eq!(run(&job).0, first);
    }
}

fn long_lines_leave_in_small_groups() {
    // A control character takes six bytes of JSON: together these lines exceed what is read.
    let (said, _) = run(&job("prints-long-lines", &[Value::Unit]));
    assert_eq!(ended(said)[0].events.len(), 15);
}

fn student_code_cannot_reach_the_socket() {
    // More than the driver may have read ahead.
    let (said, _) = run_with_more(&job("reads-stdin", &[Value::Unit]), &"x".repeat(100_000));
    assert_eq!(ended(said)[0].value, Some(Value::Text(String::new())));
}

fn own_threads_draw_from_the_seed() {
    let drawn: Vec<_> = ended(run(&job("draws-on-a-thread", &[Value::Unit, Value::Unit])).0)
        .into_iter()
        .map(|trace| trace.value.unwrap())
        .collect();
    assert_eq!(drawn[0], drawn[1]);
}

fn a_students_panic_hook_lasts_for_its_case() {
    let traces = ended(run(&job("panics", &[Value::Bool(true), Value::Bool(false)])).0);
    let panicked = |at| Ending::Panicked { message: "unlucky".to_owned(), at };
    assert_eq!(traces[0].ending, panicked(None));
    assert_eq!(traces[0].events, []);
    assert!(matches!(&traces[1].ending, Ending::Panicked { at: Some(_), .. }), "{:?}", traces[1]);
    assert!(matches!(traces[1].events[0].kind, EventKind::Panic { .. }));
}

/// What a scenario is called here.
fn name(scenario: &Scenario) -> &'static str {
    let (Scenario::Call { id, .. } | Scenario::Program { id, .. }) = scenario;
    id.strip_prefix("drive::").unwrap()
}

fn what_begins_no_thread_goes_alike_where_that_is_known() {
    let mut alike = 0;
    for scenario in SCENARIOS.iter().map(name) {
        let [(watching, ended), (inside, ended_inside)] = [true, false].map(|outside| {
            run(&Job { outside, ..job(scenario, &[Value::Duration(Duration::from_millis(20))]) })
        });
        if ended_inside.status.code() == Some(EXIT_OUTSIDE) {
            continue;
        }
        alike += 1;
        assert_eq!((watching.cases, ended.status), (inside.cases, ended_inside.status), "{scenario}");
    }
    assert!(alike > 5, "{alike}");
}

fn threads_begin_only_where_they_are_expected() {
    for (outside, code) in [(true, 0), (false, EXIT_OUTSIDE)] {
        let (_, output) = run(&Job { outside, ..job("draws-on-a-thread", &[Value::Unit]) });
        assert_eq!(output.status.code(), Some(code), "{output:?}");
    }
}

fn another_version_is_refused() {
    let (said, output) = driver("{\"version\":0,\"shape\":\"another\"}\n");
    assert_eq!(said, "");
    assert_eq!(output.status.code(), Some(EXIT_VERSION));
    assert!(String::from_utf8_lossy(&output.stderr).contains("version 0"), "{output:?}");
}

fn an_unknown_scenario_is_refused() {
    let (said, output) = run(&job("unheard-of", &[Value::Unit]));
    assert_eq!(said.cases, [Heard::Nothing]);
    assert_eq!(output.status.code(), Some(EXIT_VERSION));
    assert!(String::from_utf8_lossy(&output.stderr).contains("drive::unheard-of"), "{output:?}");
}

fn without_a_grader_nothing_runs() {
    for (said, output) in [driver(""), driver("hello\n")] {
        assert_eq!(said, "");
        assert_eq!(output.status.code(), Some(EXIT_SOCKET));
        assert!(!output.stderr.is_empty());
    }
}

fn a_flood_ends_the_process() {
    let limits = Limits { output: 1_000, events: 500, ..Limits::default() };
    for (scenario, code) in [("prints", EXIT_OUTPUT), ("draws", EXIT_TRACE)] {
        let (said, output) = run(&Job { limits, ..job(scenario, &[Value::Unit]) });
        assert_eq!(output.status.code(), Some(code), "{output:?}");
        assert_eq!(output.stdout, b"");
        let [Heard::Begun(events)] = said.cases.as_slice() else { panic!("{said:?}") };
        assert_eq!(events.len(), if scenario == "draws" { 500 } else { 1_000 / "again\n".len() + 1 });
    }
}

fn of_one_line_beyond_the_limit_little_is_told() {
    let limits = Limits { output: 1_000, ..Limits::default() };
    let (said, output) = run(&Job { limits, ..job("prints-one-line", &[Value::Unit]) });
    assert_eq!(output.status.code(), Some(EXIT_OUTPUT), "{output:?}");
    let [Heard::Begun(events)] = said.cases.as_slice() else { panic!("{said:?}") };
    assert_eq!(events.len(), 1);
}

fn a_stack_overflow_is_reported_by_std() {
    let (said, output) = run(&job("overflows", &[Value::Unit]));
    assert!(!said.done);
    assert!(output.status.signal().is_some(), "{output:?}");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.contains("has overflowed its stack"), "{stderr}");
}

fn a_thread_that_waits_for_itself_ends_the_process() {
    let (said, output) = run(&job("blocks-for-ever", &[Value::Unit, Value::Unit]));
    assert_eq!(output.status.code(), Some(EXIT_BLOCKED), "{output:?}");
    let [Heard::Begun(events), Heard::Nothing] = said.cases.as_slice() else { panic!("{said:?}") };
    let last = events.last().unwrap();
    assert!(matches!(last.kind, EventKind::Block { how: BlockKind::Forever, .. }), "{last:?}");
    assert_eq!(last.at.get(), Duration::from_secs(1));
    assert!(!last.places.is_empty());
}

fn an_exit_is_known_by_its_place() {
    let (said, output) = run(&job("exits", &[Value::Unit]));
    assert_eq!(output.status.code(), Some(7), "{output:?}");
    let [Heard::Begun(events)] = said.cases.as_slice() else { panic!("{said:?}") };
    assert!(matches!(events.as_slice(), [Event { kind: EventKind::Quit, .. }]), "{events:?}");
}

fn lines_of_threads_are_those_of_the_tasks_that_made_them_work() {
    let (said, _) = run(&job("prints-on-threads", &[Value::Unit]));
    let [Heard::Ended(trace)] = said.cases.as_slice() else { panic!("{said:?}") };
    let lines = trace.events.iter().filter_map(|event| match &event.kind {
        EventKind::Print { line, .. } => Some((event.task.0, &**line, event.places.is_empty())),
        _ => None,
    });
    let lines: Vec<_> = lines.collect();
    assert_eq!(lines, [(1, "first", false), (2, "second", false), (3, "third", false), (0, "tail", false)]);
}

fn what_lacks_its_end_of_line_is_known_before_an_exit() {
    let (said, output) = run(&job("says-bye", &[Value::Unit]));
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let [Heard::Begun(events)] = said.cases.as_slice() else { panic!("{said:?}") };
    let [Event { kind: EventKind::Print { line, .. }, .. }, Event { kind: EventKind::Quit, .. }] =
        events.as_slice()
    else {
        panic!("{events:?}")
    };
    assert_eq!(**line, *"bye");
}

fn what_came_before_an_abort_is_known() {
    let (said, output) = run(&job("aborts", &[Value::Unit]));
    assert!(output.status.signal().is_some(), "{output:?}");
    let [Heard::Begun(events)] = said.cases.as_slice() else { panic!("{said:?}") };
    // 300 sleeps are 900 events.
    let (quit, before) = events.split_last().unwrap();
    assert_eq!((before.len(), &quit.kind), (900, &EventKind::Quit));
    assert!(!quit.places.is_empty());
}
