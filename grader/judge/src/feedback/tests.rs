use std::collections::BTreeMap;

use super::*;
use crate::report::{Lane, Shown, Span, State};
use crate::sample::{check, exercise};

fn report(title: &str, status: Status, score: f64, max_score: f64) -> CheckReport {
    CheckReport {
        id: "concurrent".to_owned(),
        title: title.to_owned(),
        status,
        score,
        max_score,
        hidden: false,
        finding: Finding::default(),
        feedback: None,
        hint: None,
        hints: Vec::new(),
    }
}

fn told(finding: &Finding) -> String {
    text(&exercise(Vec::new()), &check("concurrent", 6.0, Vec::new()), finding)
}

fn lane(label: &str, from_ns: u64, to_ns: u64, state: State) -> Lane {
    Lane {
        label: label.to_owned(),
        location: None,
        is_part: false,
        ended_ns: Some(to_ns),
        spans: vec![Span { from_ns, to_ns, state }],
    }
}

#[test]
fn a_check_in_one_line() {
    let line = |status, score| line(&report("The waits run at the same time", status, score, 6.0));
    assert_eq!(
        line(Status::Failed, 0.0),
        "✗ The waits run at the same time                                      0/6"
    );
    assert_eq!(
        line(Status::Passed, 6.0),
        "✓ The waits run at the same time                                      6/6"
    );
    assert!(line(Status::Skipped, 0.0).starts_with("– The"));
    assert!(line(Status::Error, 0.0).starts_with("! The"));
    assert!(self::line(&report("T", Status::Failed, 0.5, 2.0)).ends_with(" 0.5/2"));
}

#[test]
fn a_long_title_goes_on_below() {
    let title = "Every single one of the delays comes back in exactly the order in which it was over";
    assert_eq!(
        line(&report(title, Status::Passed, 1.0, 1.0)),
        "✓ Every single one of the delays comes back in exactly the order in\n\
        \x20 which it was over                                                   1/1"
    );
}

#[test]
fn a_failed_check_is_told_whole() {
    let finding = Finding {
        expected: Some("the call to take as long as its longest wait, 6.204 s".to_owned()),
        observed: Some("14.87 s, the sum of both waits".to_owned()),
        cause: Some("each wait starts only after the one before has ended".to_owned()),
        location: Some("src/multiple.rs:14".to_owned()),
        scenario: Some("waits".to_owned()),
        inputs: Some(BTreeMap::from([
            ("max".to_owned(), Shown::Text("10 s".to_owned())),
            ("n".to_owned(), Shown::Int(2)),
        ])),
        seed: Some(41),
        orders: Some(Orders { failed: 3, of: 64 }),
        ending: None,
        detail: None,
        timeline: Some(Timeline {
            elapsed_ns: 14_870,
            expected_ns: Some(6204),
            lanes: vec![
                lane("wait 1", 0, 8666, State::Waiting),
                lane("wait 2", 8666, 14_870, State::Waiting),
            ],
            left_out: 0,
        }),
    };
    assert_eq!(
        told(&finding),
        "  inputs    n = 2, max = 10 s
  expected  the call to take as long as its longest wait, 6.204 s
  observed  14.87 s, the sum of both waits
  wait 1    ███████████████████████▎
  wait 2                           █████████████████
  orders    fails on 3 of 64 task orders, and not on the usual one
  src/multiple.rs:14 each wait starts only after the one before has ended
  again     cargo test -p exercises --test checks -- \\
              multiple::concurrent --seed 41
"
    );
}

#[test]
fn what_is_not_known_is_left_out() {
    let finding = Finding { observed: Some("`sort` is used".to_owned()), ..Finding::default() };
    assert_eq!(
        told(&finding),
        "  observed  `sort` is used
  again     cargo test -p exercises --test checks -- multiple::concurrent
"
    );
}

#[test]
fn a_cause_without_a_line_and_a_line_without_a_cause() {
    let cause = Finding { cause: Some("nothing waits".to_owned()), ..Finding::default() };
    assert!(told(&cause).starts_with("  cause     nothing waits\n"));
    let line = Finding { location: Some("src/multiple.rs:3".to_owned()), ..Finding::default() };
    assert!(told(&line).starts_with("  src/multiple.rs:3\n"));
}

#[test]
fn a_line_is_told_once() {
    let finding = Finding {
        observed: Some("the call panicked: \"oh\" at src/multiple.rs:3".to_owned()),
        location: Some("src/multiple.rs:3".to_owned()),
        ..Finding::default()
    };
    assert_eq!(told(&finding).matches("src/multiple.rs:3").count(), 1);
}

#[test]
fn a_long_timeline_is_shortened() {
    let lanes = (1..=20).map(|number| lane(&format!("wait {number}"), 0, 10, State::Waiting)).collect();
    let finding = Finding {
        timeline: Some(Timeline { elapsed_ns: 10, expected_ns: None, lanes, left_out: 30 }),
        ..Finding::default()
    };
    let told = told(&finding);
    assert!(told.contains("\n  wait 12   ████") && !told.contains("wait 13"), "{told}");
    assert!(told.contains("\n  …         and 38 more\n"), "{told}");
}

#[test]
fn a_timeline_says_where_lanes_begin_and_what_bars_mean() {
    let lines = |at: &str| Some(format!("src/multiple.rs:{at}"));
    let lanes = vec![
        Lane { location: lines("4"), ..lane("the call", 0, 10, State::Pending) },
        Lane { location: lines("7"), ..lane("task 1", 0, 5, State::Blocked) },
        Lane { location: lines("7"), ..lane("task 2", 5, 10, State::Waiting) },
        Lane { is_part: true, location: lines("9"), ..lane("wait 1", 5, 10, State::Waiting) },
        Lane { ended_ns: None, location: lines("8"), ..lane("task 3", 5, 10, State::Waiting) },
        Lane {
            ended_ns: None,
            location: Some("src/a.rs:1".to_owned()),
            ..lane("task 4", 5, 10, State::Stuck)
        },
        Lane {
            location: Some(format!("src/{}.rs:1", "a".repeat(30))),
            ..lane("task 5", 5, 10, State::Waiting)
        },
    ];
    let finding = Finding {
        timeline: Some(Timeline { elapsed_ns: 10, expected_ns: None, lanes, left_out: 0 }),
        ..Finding::default()
    };
    assert_eq!(
        told(&finding),
        "  the call  ────────────────────────────────────────  line 4
  task 1    ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒                      line 7
  task 2                        ████████████████████
    wait 1                      ████████████████████  line 9
  task 3                        ████████████████████  line 8, goes on
  task 4                        ░░░░░░░░░░░░░░░░░░░░  src/a.rs:1
  task 5                        ████████████████████
            ▒ holds the thread, ─ waits for others, ░ stuck
  again     cargo test -p exercises --test checks -- multiple::concurrent
"
    );
}

#[test]
fn nothing_is_wider_than_a_terminal() {
    let long = |word: &str| Some(word.repeat(400 / word.len()));
    for words in ["x", "a few words ", "übermäßig ", "\u{6f22}"] {
        let finding = Finding {
            expected: long(words),
            observed: long(words),
            cause: long(words),
            location: Some(
                "src/a_file_with_a_name_that_is_longer_than_most_names_of_files_are.rs:123".to_owned(),
            ),
            seed: Some(u64::MAX),
            ..Finding::default()
        };
        let told = told(&finding);
        assert!(told.lines().all(|line| line.chars().count() <= 80), "{told}");
        assert!(told.lines().all(|line| !line.ends_with(' ') || line.ends_with('\\')), "{told}");
    }
}

#[test]
fn wrapping_loses_nothing() {
    let text = format!("short {} then words again", "long".repeat(50));
    let wrapped = wrap("  label     ", &text, 12, 80);
    assert_eq!(
        wrapped.split_whitespace().collect::<String>(),
        format!("label{}", text.split_whitespace().collect::<String>())
    );
    assert_eq!(
        wrap("  observed  ", &format!("{} tail", "x".repeat(136)), 12, 80),
        format!(
            "  observed  {}\n{}{}\n{}tail",
            "x".repeat(68),
            " ".repeat(12),
            "x".repeat(68),
            " ".repeat(12)
        )
    );
}
