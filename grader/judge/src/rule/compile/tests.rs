use super::*;
use crate::diagnostic::{Note, Span};
use crate::sample::{self, FILE, location, said};

fn code(outcome: Outcome) -> Compile {
    Compile { code: "tokio::spawn(\n    multiple::wait_n(1, max)\n);".to_owned(), outcome }
}

fn accepted() -> Compile {
    code(Outcome::Accepted)
}

fn rejected(with: &str) -> Compile {
    code(Outcome::Rejected { with: with.to_owned() })
}

fn error(code: Option<&str>, message: &str) -> Diagnostic {
    Diagnostic {
        code: code.map(Into::into),
        is_error: true,
        message: message.into(),
        location: Some(location("src/check.rs:9")),
        ..Diagnostic::default()
    }
}

fn span(place: &str, label: &str) -> Span {
    Span { location: location(place), label: Some(label.to_owned()) }
}

/// Of a future that keeps something while it waits, as rustc says it.
fn not_send(note: &str, spans: Vec<Span>) -> Diagnostic {
    let help = Note { message: "the trait `Send` is not implemented for `Rc<u8>`".into(), spans: vec![] };
    let notes = vec![help, Note { message: note.into(), spans }];
    Diagnostic { notes, ..error(None, "future cannot be sent between threads safely") }
}

fn judged(rule: &Compile, errors: &[Diagnostic]) -> Option<Finding> {
    let exercise = sample::exercise(Vec::new());
    let source = "pub async fn wait_n(n: usize) -> u8 { 1 }";
    check(rule, errors, &sample::evidence(&exercise, source, Vec::new()))
}

#[test]
fn code_is_accepted_or_refused_as_it_should_be() {
    assert_eq!(judged(&accepted(), &[]), None);
    assert_eq!(judged(&rejected("E0382"), &[error(Some("E0382"), "use of moved value")]), None);
    let without_code = [error(None, "future cannot be sent between threads safely")];
    assert_eq!(judged(&rejected("cannot be sent between threads"), &without_code), None);
}

#[test]
fn what_should_be_refused_and_is_not() {
    let expected = "rustc to refuse `tokio::spawn( multiple::wait_n(1, max) )`, with E0382";
    assert_eq!(said(judged(&rejected("E0382"), &[]).as_ref()), Some((expected, "it compiles")));
    let other = [error(Some("E0505"), "cannot move out of `max`")];
    assert_eq!(
        said(judged(&rejected("E0382"), &other).as_ref()),
        Some((expected, "it refuses it for another reason: cannot move out of `max` (E0505)"))
    );
}

#[test]
fn what_stays_on_its_thread_is_told_with_both_lines() {
    let error = not_send(
        "future is not `Send` as this value is used across an await",
        vec![
            span("src/multiple.rs:8", "await occurs here, with `mut total` maybe used later"),
            span("src/multiple.rs:7", "has type `std::sync::MutexGuard<'_, u64>` which is not `Send`"),
        ],
    );
    let finding = judged(&accepted(), &[error]).unwrap();
    assert_eq!(
        said(Some(&finding)),
        Some((
            "this to compile: `tokio::spawn( multiple::wait_n(1, max) )`",
            "rustc refuses it: future cannot be sent between threads safely"
        ))
    );
    assert_eq!(
        finding.cause.as_deref(),
        Some(
            "`total` lives across the `.await` in line 8, and its type, `std::sync::MutexGuard<'_, u64>`, has to \
             stay on its thread"
        )
    );
    assert_eq!(finding.location.as_deref(), Some("src/multiple.rs:7"));
    assert_eq!(finding.ending, None, "so that a hint is given");
}

#[test]
fn what_a_future_takes_along_or_awaits() {
    let cause = |note: &str, label: &str| {
        let error = not_send(note, vec![span("src/multiple.rs:3", label)]);
        judged(&accepted(), &[error]).unwrap().cause.unwrap()
    };
    assert_eq!(
        cause("captured value is not `Send`", "has type `Rc<u8>` which is not `Send`"),
        "the future takes a `Rc<u8>` along, which has to stay on its thread"
    );
    assert_eq!(
        cause(
            "future is not `Send` as it awaits another future which is not `Send`",
            "await occurs here on type `LocalBoxFuture<u8>`, which is not `Send`"
        ),
        "what is awaited here is a `LocalBoxFuture<u8>`, which has to stay on its thread"
    );
}

#[test]
fn lines_of_a_reference_are_not_told() {
    let spans = vec![
        span("src/basic.rs:8", "await occurs here, with `x` maybe used later"),
        span("src/basic.rs:7", "has type `Rc<u8>` which is not `Send`"),
    ];
    let error = not_send("future is not `Send` as this value is used across an await", spans);
    let finding = judged(&accepted(), &[error]).unwrap();
    assert_eq!(finding.location, None);
    assert!(finding.cause.unwrap().starts_with("A spawned task may move to another thread"));
}

#[test]
fn another_signature_is_told_as_such() {
    let finding = judged(&accepted(), &[error(Some("E0061"), "this function takes 1 argument")]).unwrap();
    assert_eq!(finding.observed.as_deref(), Some("`pub async fn wait_n(n: usize) -> u8`"));
    assert_eq!(finding.location.as_deref(), Some("src/multiple.rs:1"));
    assert_eq!(finding.ending.as_deref(), Some("compile-error"));
}

#[test]
fn other_errors_are_told_in_the_compilers_words_and_with_its_place() {
    let note = Note { message: "here".into(), spans: vec![span(&format!("{FILE}:4"), "")] };
    let error = Diagnostic { notes: vec![note], ..error(Some("E0999"), "something new") };
    let finding = judged(&accepted(), &[error]).unwrap();
    assert_eq!(finding.observed.as_deref(), Some("rustc refuses it: something new (E0999)"));
    assert_eq!(finding.location.as_deref(), Some("src/multiple.rs:4"));
}
