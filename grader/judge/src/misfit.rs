//! A call that does not fit the student's code: what was asked for, and what is there instead.

use grader_trace::Location;

use crate::course::nearest::did_you_mean;
use crate::course::{Exercise, Scenario};
use crate::diagnostic::{Diagnostic, advice};
use crate::escape::escape;
use crate::evidence::Evidence;
use crate::feedback::labelled;
use crate::report::Finding;
use crate::source::{Signature, called_by, signatures};

/// The name of this ending of a scenario in reports.
const ENDING: &str = "compile-error";

/// What there is to say of a scenario whose call does not fit.
pub(crate) fn of_scenario(evidence: &Evidence<'_>, id: &str) -> Option<Finding> {
    let errors = evidence.misfits.get(id)?;
    let scenario = evidence.exercise.scenario(id)?;
    Some(Finding { scenario: Some(id.to_owned()), ..finding(evidence, scenario, errors) })
}

/// What there is to say where no call of the exercise fits: then nothing of it can be run.
pub(crate) fn of_all(evidence: &Evidence<'_>) -> Option<String> {
    let scenarios = &evidence.exercise.scenarios;
    let findings: Option<Vec<Finding>> =
        scenarios.iter().map(|scenario| of_scenario(evidence, &scenario.id)).collect();
    let mut messages: Vec<String> = findings?.iter().map(message).collect();
    // Scenarios often make the same call with other inputs.
    messages.dedup();
    let asked = "Your code does not have the signature that was asked for.";
    (!messages.is_empty()).then(|| format!("{asked}\n{}", messages.join("\n")))
}

fn message(finding: &Finding) -> String {
    let parts = [
        ("expected", finding.expected.as_ref()),
        ("observed", finding.observed.as_ref()),
        ("at", finding.location.as_ref()),
        ("cause", finding.cause.as_ref()),
    ];
    let lines: Vec<_> = parts.into_iter().filter_map(|(label, text)| Some(labelled(label, text?))).collect();
    lines.join("\n")
}

fn finding(evidence: &Evidence<'_>, scenario: &Scenario, errors: &[Diagnostic]) -> Finding {
    of_call(evidence, &scenario.call, errors, || called(scenario))
}

/// What there is to say of a call, or of other code, that does not fit. `otherwise` says what was asked for where
/// the stub does not tell.
pub(crate) fn of_call(
    evidence: &Evidence<'_>,
    call: &str,
    errors: &[Diagnostic],
    otherwise: impl FnOnce() -> String,
) -> Finding {
    let exercise = evidence.exercise;
    let mut asked = signatures(evidence.stub);
    let mut own = signatures(evidence.source);
    let names = called_by(&exercise.id, call, |name| asked.contains_key(name));
    let missing = names.iter().find(|name| !own.contains_key(*name)).cloned();
    let functions: Vec<String> = own.keys().cloned().collect();
    let asked_for: Vec<String> = asked.keys().cloned().collect();
    let pairs: Vec<Pair> = names.iter().map(|name| (asked.remove(name), own.remove(name))).collect();
    let (asked, own) = apart(&pairs);
    let is_right = is_same(&asked, &own);
    let (asked, own) = differing(&pairs).map_or((asked, own), |differing| apart(&differing));
    let observed = match &missing {
        Some(name) => no_function(name, exercise, &functions, &asked_for),
        None => quoted(&own),
    };
    let line = own.first().map(|first| first.line).filter(|_| missing.is_none());
    if missing.is_none() && is_right && errors.first().is_some_and(is_about_threads) {
        return not_for_tasks(exercise, errors);
    }
    Finding {
        expected: Some(if asked.is_empty() { otherwise() } else { quoted(&asked) }),
        observed: Some(observed),
        location: line.map(|line| Location::new(&exercise.file, line).to_string()),
        cause: if missing.is_some() { None } else { cause(&asked, &own, errors) },
        ending: Some(ENDING.to_owned()),
        ..Finding::default()
    }
}

fn is_same(asked: &[Signature], own: &[Signature]) -> bool {
    let text = |signature: &Signature| signature.text.replace(' ', "");
    !asked.is_empty() && asked.iter().map(text).eq(own.iter().map(text))
}

/// A function as it was asked for, and as it is.
type Pair = (Option<Signature>, Option<Signature>);

fn apart(pairs: &[Pair]) -> (Vec<Signature>, Vec<Signature>) {
    let (asked, own): (Vec<_>, Vec<_>) = pairs.iter().cloned().unzip();
    (asked.into_iter().flatten().collect(), own.into_iter().flatten().collect())
}

/// The functions that are declared otherwise than asked for, if some are.
fn differing(pairs: &[Pair]) -> Option<Vec<Pair>> {
    let is_other = |(asked, own): &&Pair| match (asked, own) {
        (Some(asked), Some(own)) => !is_same(std::slice::from_ref(asked), std::slice::from_ref(own)),
        _ => false,
    };
    let differing: Vec<Pair> = pairs.iter().filter(is_other).cloned().collect();
    (!differing.is_empty()).then_some(differing)
}

/// Something is not `Send` or not `Sync`.
fn is_about_threads(error: &Diagnostic) -> bool {
    let words = error.words();
    words.contains("cannot be sent between threads") || words.contains("cannot be shared between threads")
}

/// The signatures are right, but the course's call is made in a task, where what they are about cannot go.
fn not_for_tasks(exercise: &Exercise, errors: &[Diagnostic]) -> Finding {
    Finding {
        expected: Some("code that can run in a task, on whatever thread".to_owned()),
        observed: Some("code that has to stay on its thread".to_owned()),
        location: errors.iter().find_map(|error| line_in(&exercise.file, &error.rendered)),
        cause: cause(&[], &[], errors),
        ending: Some(ENDING.to_owned()),
        ..Finding::default()
    }
}

/// The first line of a file that the compiler points at.
fn line_in(file: &str, rendered: &str) -> Option<String> {
    let after = rendered.split_once(&format!("--> {file}:"))?.1;
    let line: String = after.chars().take_while(char::is_ascii_digit).collect();
    Some(Location::new(file, line.parse().ok()?).to_string())
}

fn quoted(signatures: &[Signature]) -> String {
    let texts = signatures.iter().map(|signature| format!("`{}`", escape(&signature.text)));
    texts.collect::<Vec<_>>().join(" and ")
}

fn no_function(name: &str, exercise: &Exercise, own: &[String], asked: &[String]) -> String {
    // Not one that has to be there as well.
    let other = |own: &&str| *own != "main" && !asked.iter().any(|asked| asked == own);
    let own: Vec<&str> = own.iter().map(String::as_str).filter(other).collect();
    // A file with a single function can mean no other.
    let only = || if let [only] = own[..] { Some(format!("Did you mean `{only}`?")) } else { None };
    let near = did_you_mean(name, &own).or_else(only);
    let near = near.map_or_else(String::new, |question| {
        format!(". {}", escape(&question).replace("Did you mean", "Is it"))
    });
    format!("no function `{name}` in {}{near}", exercise.file)
}

/// Where the stub does not tell: the call itself.
fn called(scenario: &Scenario) -> String {
    let inputs: Vec<_> =
        scenario.inputs.iter().map(|input| format!("`{}: {}`", input.name, input.ty)).collect();
    let with = if inputs.is_empty() { String::new() } else { format!(" with {}", inputs.join(" and ")) };
    format!("`{}`{with} to give `{}`", scenario.call, scenario.output)
}

/// The compiler's words, then ours.
fn cause(asked: &[Signature], own: &[Signature], errors: &[Diagnostic]) -> Option<String> {
    let error = errors.first()?;
    let code = error.code.as_ref().map_or_else(String::new, |code| format!(" ({code})"));
    if let Some(words) = about_arguments(error) {
        return Some(words);
    }
    let ours = difference(asked, own).or_else(|| advice(error));
    let ours = ours.map_or_else(String::new, |advice| format!(". {advice}"));
    Some(format!("rustc says: {}{code}{ours}", escape(&error.words())))
}

/// An argument that does not fit, from the side of the student's function: rustc complains about the
/// course's call.
fn about_arguments(error: &Diagnostic) -> Option<String> {
    let of_arguments = error.rendered.contains("arguments to this") && error.rendered.contains("incorrect");
    let types = error.label.as_deref().filter(|_| of_arguments)?.strip_prefix("expected ")?;
    let (takes, passes) = types.split_once(", found ")?;
    Some(format!("the course passes {} where your function takes {}", escape(passes), escape(takes)))
}

/// What is the matter, where the signatures tell.
fn difference(asked: &[Signature], own: &[Signature]) -> Option<&'static str> {
    let any = |signatures: &[Signature], part: &str| signatures.iter().any(|one| one.text.contains(part));
    let all = |signatures: &[Signature], part: &str| signatures.iter().all(|one| one.text.contains(part));
    if any(own, "#[tokio::main]") {
        return Some(
            "`#[tokio::main]` gives the function a runtime of its own and makes it a plain `fn`: it is for \
             `main`.",
        );
    }
    if all(asked, "->") && !all(own, "->") {
        return Some("The function promises no value: `-> …` is missing.");
    }
    if any(asked, "JoinHandle") && !any(own, "JoinHandle") && !any(own, "async fn ") {
        return Some("Give the future to `tokio::spawn`, and return the handle that you get.");
    }
    if any(asked, "(&self") && any(own, "(&mut self") && !any(asked, "(&mut self") {
        return Some("Asked for is `&self`: many share it, and nobody has it for themselves.");
    }
    match (any(asked, "async fn "), any(own, "async fn ")) {
        (false, true) => Some(
            "Asked for is a plain `fn`, which does its work when it is called: an `async fn` does nothing \
             until it is awaited.",
        ),
        (true, false) => Some("Asked for is an `async fn`, whose call gives a future."),
        (true, true) | (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge;
    use crate::report::{Status, Verdict};
    use crate::sample::{self, check};

    const OWN: &str = "\nfn wait_n(n: u64) -> f64 { 1.0 }";

    fn mismatch() -> Diagnostic {
        Diagnostic {
            code: Some("E0308".into()),
            is_error: true,
            message: "mismatched types".into(),
            label: Some("expected `Vec<Duration>`, found `f64`".into()),
            location: None,
            rendered: String::new(),
            notes: Vec::new(),
        }
    }

    /// What is said of a file whose only scenario does not fit.
    fn told(source: &str) -> String {
        let exercise = sample::exercise(vec![check("it", 1.0, vec![])]);
        let mut evidence = sample::evidence(&exercise, source, vec![]);
        evidence.misfits.insert("waits".into(), vec![mismatch()]);
        let report = judge(&evidence);
        assert_eq!((report.verdict, report.checks[0].status), (Verdict::CompileError, Status::Skipped));
        report.message.unwrap()
    }

    #[test]
    fn a_misfit_says_what_was_expected_and_what_was_found() {
        assert_eq!(
            told(OWN),
            "Your code does not have the signature that was asked for.\n  \
             expected  `pub async fn wait_n(n: usize, max: Duration) -> Vec<Duration>`\n  \
             observed  `fn wait_n(n: u64) -> f64`\n  \
             at        src/multiple.rs:2\n  \
             cause     rustc says: mismatched types: expected `Vec<Duration>`, found `f64`\n            \
             (E0308). Asked for is an `async fn`, whose call gives a future."
        );
    }

    #[test]
    fn of_several_functions_the_one_is_told_that_is_otherwise() {
        let mut exercise = sample::exercise(vec![check("it", 1.0, vec![])]);
        exercise.scenarios[0].call =
            "{ let it = multiple::A::new(); it.add().await; it.get().await }".to_owned();
        let stub = "impl A {\n fn new() -> A {}\n async fn add(&self) {}\n async fn get(&self) -> u8 {}\n}";
        let source = stub.replace("async fn get(&self)", "fn get(&self)").replace(" -> A", "  -> A");
        let mut evidence = sample::evidence(&exercise, &source, vec![]);
        evidence.stub = stub;
        evidence.misfits.insert("waits".into(), vec![mismatch()]);
        let finding = of_scenario(&evidence, "waits").unwrap();
        assert_eq!(finding.expected.as_deref(), Some("`async fn get(&self) -> u8`"));
        assert_eq!(finding.observed.as_deref(), Some("`fn get(&self) -> u8`"));
        assert_eq!(finding.location.as_deref(), Some("src/multiple.rs:4"));
        assert!(finding.cause.unwrap().ends_with("Asked for is an `async fn`, whose call gives a future."));
    }

    #[test]
    fn what_has_to_stay_on_its_thread_is_told_with_its_line() {
        let exercise = sample::exercise(vec![check("it", 1.0, vec![])]);
        let stub = sample::evidence(&exercise, "", vec![]).stub;
        let mut evidence = sample::evidence(&exercise, stub, vec![]);
        let rendered = "error: …\n --> driver.rs:9:1\nnote: …\n  --> src/multiple.rs:24:13\n";
        let error = Diagnostic {
            message: "`Rc<u8>` cannot be sent between threads safely".into(),
            label: None,
            rendered: rendered.into(),
            ..mismatch()
        };
        evidence.misfits.insert("waits".into(), vec![error]);
        let finding = of_scenario(&evidence, "waits").unwrap();
        assert_eq!(finding.expected.as_deref(), Some("code that can run in a task, on whatever thread"));
        assert_eq!(finding.observed.as_deref(), Some("code that has to stay on its thread"));
        assert_eq!(finding.location.as_deref(), Some("src/multiple.rs:24"));
        assert!(finding.cause.unwrap().contains("`Rc<u8>` cannot be sent between threads safely"));
    }

    #[test]
    fn a_function_that_is_not_there_is_named() {
        assert!(told("fn a() {} fn b() {}").ends_with("observed  no function `wait_n` in src/multiple.rs"));
        let flat = |source| told(source).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat("fn other() {}").ends_with("in src/multiple.rs. Is it `other`?"));
        assert!(flat("fn wait_m() {} fn b() {}").ends_with("src/multiple.rs. Is it `wait_m`?"));
    }

    #[test]
    fn arguments_are_told_from_the_side_of_the_function() {
        let error = Diagnostic {
            label: Some("expected `u32`, found `usize`".into()),
            rendered: "arguments to this function are incorrect".into(),
            ..mismatch()
        };
        let words = about_arguments(&error);
        assert_eq!(words.as_deref(), Some("the course passes `usize` where your function takes `u32`"));
        assert_eq!(about_arguments(&mismatch()), None);
    }

    #[test]
    fn the_signatures_tell_what_is_the_matter() {
        let difference = |asked: &str, own: &str| {
            let signature = |text: &str| [Signature { text: text.to_owned(), line: 1 }];
            super::difference(&signature(asked), &signature(own)).unwrap_or_default()
        };
        let (asked, handle) = ("pub async fn f() -> u8", "pub fn f() -> JoinHandle<u8>");
        assert!(difference(asked, "#[tokio::main] pub async fn f() -> u8").contains("runtime of its own"));
        assert!(difference(asked, "pub async fn f()").contains("promises no value"));
        assert!(difference(asked, "pub fn f() -> u8").contains("Asked for is an `async fn`"));
        assert!(difference(handle, "pub fn f() -> impl Future<Output = u8>").contains("`tokio::spawn`"));
        assert!(difference(handle, "pub async fn f() -> u8").contains("a plain `fn`"));
        assert_eq!(difference(asked, "pub async fn f() -> u16"), "");
    }

    #[test]
    fn a_misfit_costs_only_the_checks_of_its_scenario() {
        let mut other = check("other", 2.0, vec![crate::rule::Rule::Blocking]);
        other.scenarios = vec!["more".into()];
        let mut exercise = sample::exercise(vec![check("it", 1.0, vec![crate::rule::Rule::Blocking]), other]);
        let more = Scenario { id: "more".into(), ..exercise.scenarios[0].clone() };
        exercise.scenarios.push(more);
        let case = sample::case(sample::n_max(1, 1), 0, sample::trace().done());
        let mut evidence = sample::evidence(&exercise, OWN, vec![case]);
        let run = evidence.runs.remove("waits").unwrap();
        evidence.runs.insert("more".into(), run);
        evidence.misfits.insert("waits".into(), vec![mismatch()]);
        let report = judge(&evidence);
        assert_eq!(report.verdict, Verdict::Rejected);
        assert_eq!((report.score, report.checks[1].status), (2.0, Status::Passed));
        let finding = &report.checks[0].finding;
        assert_eq!(finding.observed.as_deref(), Some("`fn wait_n(n: u64) -> f64`"));
        assert_eq!(finding.ending.as_deref(), Some("compile-error"));
        assert_eq!(report.checks[0].hint, None);
    }
}
