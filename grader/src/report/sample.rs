//! A report with something of everything, for tests: two submissions, one of them with a hostile name and
//! hostile text.

use std::collections::BTreeMap;

use grader_judge::escape::{Raw, escape};
use grader_judge::report::{
    CheckReport, ExerciseReport, Finding, Lane, Orders, Origin, Shown, Span, State, Status, SubmissionReport,
    Timeline, Verdict,
};

use super::{Report, SCHEMA, Sandbox, Setting, sum};

pub(super) fn report() -> Report {
    Report {
        schema: SCHEMA.into(),
        grader: "0.1.0".into(),
        course: "Async <Rust> & more".to_owned(),
        seed: 7,
        sandbox: Sandbox { mode: "full".into(), layers: vec!["landlock".into(), "seccomp".into()] },
        submissions: vec![
            submission(
                "ada",
                vec![accepted(), rejected(), blank(Verdict::NotStarted, "src/c.rs is still the stub.")],
            ),
            submission(
                "=cmd|'/c calc'!A1, \"x\"",
                vec![
                    hostile(),
                    blank(
                        Verdict::CompileError,
                        "error[E0308]: mismatched types\n --> src/b.rs:9:5\n  |\n9 |     ````\n",
                    ),
                    blank(Verdict::Error, "the disk is full"),
                ],
            ),
        ],
    }
}

/// What was handed in by both; of the last exercise of each, nothing.
pub(super) fn setting() -> Setting {
    let texts = |texts: &[(&str, &str)]| {
        texts.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned())).collect::<BTreeMap<_, _>>()
    };
    Setting {
        sources: vec![texts(&[("a", "fn a() {}\n"), ("b", SOURCE)]), texts(&[("a", HOSTILE), ("b", SOURCE)])],
        files: texts(&[("a", "src/a.rs"), ("b", "src/b.rs"), ("c", "src/c.rs")]),
        ..Setting::default()
    }
}

/// A lesson of seven lines, and a function whose third line is line 9.
const SOURCE: &str = "//! # A lesson\n//!\n//! of\n//!\n//! some\n//! length\n
fn b() {\n    both(one(), \"two\"); // <&>\n}\n";

const HOSTILE: &str = "// </code></pre></details><script>document.title = 'owned'</script>
\tfn a() { /* \u{202e} \u{1b}[31m \0 */ }\r
    panic!(\"<img src=x onerror=alert(1)> {{ a }} {% if %} &lt;\");\n";

fn submission(name: &str, exercises: Vec<ExerciseReport>) -> SubmissionReport {
    SubmissionReport {
        submission: Raw::new(name),
        student: None,
        score: sum(exercises.iter().map(|exercise| exercise.score)),
        max_score: sum(exercises.iter().map(|exercise| exercise.max_score)),
        exercises,
    }
}

fn exercise(id: &str, verdict: Verdict, checks: Vec<CheckReport>) -> ExerciseReport {
    ExerciseReport {
        exercise: id.to_owned(),
        title: format!("Exercise {id}"),
        verdict,
        score: sum(checks.iter().map(|check| check.score)),
        max_score: sum(checks.iter().map(|check| check.max_score)),
        message: None,
        with: BTreeMap::new(),
        checks,
    }
}

fn check(id: &str, status: Status, max_score: f64) -> CheckReport {
    CheckReport {
        id: id.to_owned(),
        title: format!("It is {id}, | and *more*"),
        status,
        score: if status == Status::Passed { max_score } else { 0.0 },
        max_score,
        hidden: false,
        finding: Finding::default(),
        feedback: None,
        hint: None,
        hints: Vec::new(),
    }
}

fn accepted() -> ExerciseReport {
    exercise(
        "a",
        Verdict::Accepted,
        vec![check("quick", Status::Passed, 2.0), check("right", Status::Passed, 0.5)],
    )
}

/// One check fails, and a hidden one.
fn rejected() -> ExerciseReport {
    let failed = CheckReport {
        finding: Finding {
            expected: Some("the call to take as long as its longest wait, 0.709 s".to_owned()),
            observed: Some("1.176 s, the sum of both waits".to_owned()),
            cause: Some("each wait starts only after the one before has ended".to_owned()),
            location: Some("src/b.rs:9".to_owned()),
            scenario: Some("waits".to_owned()),
            inputs: Some(BTreeMap::from([("n".to_owned(), Shown::Int(2))])),
            seed: Some(7),
            orders: Some(Orders { failed: 3, of: 64 }),
            timeline: Some(timeline()),
            ..Finding::default()
        },
        feedback: Some("  expected  0.709 s\n  observed  1.176 s\n".to_owned()),
        hint: Some("Start both first.".to_owned()),
        hints: vec!["Start both first.".to_owned(), "`join` does.".to_owned()],
        ..check("quick", Status::Failed, 3.0)
    };
    let hidden = CheckReport {
        hidden: true,
        finding: Finding {
            cause: Some("a secret reason".to_owned()),
            location: Some("src/b.rs:10".to_owned()),
            ..Finding::default()
        },
        ..check("secret", Status::Failed, 1.0)
    };
    let checks = vec![check("right", Status::Passed, 2.0), failed, hidden];
    let with = BTreeMap::from([("a".to_owned(), Origin::Own)]);
    ExerciseReport { with, ..exercise("b", Verdict::Rejected, checks) }
}

/// Something of everything, over 1.176 s where 0.709 s were expected.
fn timeline() -> Timeline {
    let ms = |ms: u64| ms * 1_000_000;
    let span = |from, to, state| Span { from_ns: ms(from), to_ns: ms(to), state };
    let lane = |label: &str, line: Option<u32>, spans| Lane {
        label: label.to_owned(),
        location: line.map(|line| format!("src/b.rs:{line}")),
        is_part: false,
        ended_ns: Some(ms(1176)),
        spans,
    };
    Timeline {
        elapsed_ns: ms(1176),
        expected_ns: Some(ms(709)),
        lanes: vec![
            lane("the call", None, vec![span(0, 1176, State::Pending)]),
            Lane { is_part: true, ..lane("wait 1", Some(9), vec![span(0, 709, State::Waiting)]) },
            Lane { ended_ns: None, ..lane("task 1", Some(8), vec![span(709, 1000, State::Blocked)]) },
            lane("task 2", Some(99), vec![span(709, 1176, State::Stuck)]),
            lane("heartbeat", None, vec![span(0, 709, State::Beating), span(709, 1176, State::Pending)]),
        ],
        left_out: 2,
    }
}

/// What a submission printed is quoted, as the judge quotes it.
fn hostile() -> ExerciseReport {
    let said = escape("\u{1b}[2J\n::error::owned <script>alert(1)</script> ]]> \u{0} 100 %");
    let failed = CheckReport {
        finding: Finding {
            observed: Some(format!("the call panicked: \"{said}\"")),
            location: Some("src/a.rs:3".to_owned()),
            ending: Some("panicked".to_owned()),
            detail: Some("exit status 101".to_owned()),
            ..Finding::default()
        },
        feedback: Some(format!("  observed  the call panicked: \"{said}\"\n")),
        ..check("quick", Status::Failed, 2.0)
    };
    exercise("a", Verdict::Rejected, vec![failed, check("right", Status::Passed, 0.5)])
}

fn blank(verdict: Verdict, message: &str) -> ExerciseReport {
    let (id, status) = match verdict {
        Verdict::CompileError => ("b", Status::Skipped),
        Verdict::Error => ("c", Status::Error),
        _ => ("c", Status::Skipped),
    };
    let message = Some(message.to_owned());
    ExerciseReport {
        message,
        ..exercise(id, verdict, vec![check("quick", status, 4.0), check("last", status, 1.0)])
    }
}
