//! The machine of states, event by event.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use grader_judge::course::{Course, CourseFile, read};
use grader_judge::report::{CheckReport, ExerciseReport, Finding, Status, Verdict};
use grader_judge::unjudged;

use super::{Answers, Command, Event, Job, Key, Scroll, Size, Watch};
use crate::course::LoadedCourse;
use crate::intake::{Handed, Submission};

mod shown;

const IDS: [&str; 3] = ["first", "second", "third"];

/// A course of three exercises. Each uses the one before, and has a check that is hidden.
fn course() -> Course {
    let file = |(index, id): (usize, &&str)| {
        let uses = IDS[..index].last().map_or(String::new(), |used| format!("uses = [\"{used}\"]\n"));
        let text = format!(
            "title = \"The {id} one\"\norder = {index}\n{uses}\n\
             [[scenario]]\nid = \"call\"\ncall = \"{id}::f().await\"\noutput = \"Duration\"\n\n\
             [[check]]\nid = \"waits\"\ntitle = \"It waits\"\npoints = 2\nreturned = {{ equals = \"elapsed\" }}\n\
             hints = [\"Look again.\", \"Look at the wait.\"]\n\n\
             [[check]]\nid = \"soon\"\ntitle = \"It is quick\"\npoints = 1\nelapsed = {{ at_most = \"1s\" }}\n\n\
             [[check]]\nid = \"secret\"\ntitle = \"A secret\"\npoints = 4\nhidden = true\nelapsed = {{ at_most = \"2s\" }}\n"
        );
        CourseFile { path: format!("checks/{id}.toml"), text }
    };
    read("exercises", &IDS.iter().enumerate().map(file).collect::<Vec<_>>()).unwrap()
}

/// A function that does something; each text has another outcome.
fn code(text: &str) -> String {
    format!("pub async fn f() -> std::time::Duration {{ {text} }}")
}

/// Answers to the first exercises.
fn answers(texts: &[&str]) -> Arc<Answers> {
    let files = IDS.iter().zip(texts).map(|(id, text)| ((*id).to_owned(), Handed::Text(code(text))));
    let submission = Submission { name: "me".into(), files: files.collect() };
    let course = LoadedCourse {
        course: course(),
        definitions: Vec::new(),
        stubs: BTreeMap::new(),
        references: BTreeMap::new(),
    };
    let paths = IDS.map(|id| (id.to_owned(), format!("exercises/src/{id}.rs"))).into();
    Arc::new(Answers { course, submission, paths })
}

/// A report in which the named checks fail.
fn report(id: &str, failed: &[&str]) -> ExerciseReport {
    let course = course();
    let verdict = if failed.is_empty() { Verdict::Accepted } else { Verdict::Rejected };
    let mut report = unjudged(course.exercise(id).unwrap(), verdict, None);
    for check in &mut report.checks {
        *check = judged(check.clone(), failed.contains(&check.id.as_str()));
    }
    report.score = report.checks.iter().map(|check| check.score).sum();
    report
}

fn judged(check: CheckReport, fails: bool) -> CheckReport {
    if !fails {
        return CheckReport { status: Status::Passed, score: check.max_score, ..check };
    }
    let feedback = Some(format!("  observed  what is wrong with {}\n", check.id));
    let hint = Some("Look again.".to_owned());
    CheckReport { status: Status::Failed, finding: Finding::default(), feedback, hint, ..check }
}

fn set(ids: &[&str]) -> BTreeSet<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

/// A student whose terminal has so many rows.
fn student(rows: usize) -> Watch {
    Watch::new(Some(Size { columns: 80, rows }))
}

fn save(watch: &mut Watch, texts: &[&str]) -> Vec<Command> {
    watch.on(Event::Read(Ok(answers(texts))))
}

/// The job in commands that are nothing else.
fn job(commands: &[Command]) -> &Job {
    let [Command::Grade(job)] = commands else { panic!("{commands:?}") };
    job
}

/// Tells what comes of a job: those checks fail.
fn tell(watch: &mut Watch, number: u64, outcomes: &[(&str, &[&str])]) {
    for (id, failed) in outcomes {
        let report = Box::new(report(id, failed));
        assert_eq!(watch.on(Event::Judged { job: number, report }), []);
    }
}

/// Saves, and tells what comes of it.
fn graded(watch: &mut Watch, texts: &[&str], outcomes: &[(&str, &[&str])]) {
    let commands = save(watch, texts);
    let job = job(&commands);
    assert_eq!(job.exercises, outcomes.iter().map(|(id, _)| (*id).to_owned()).collect());
    tell(watch, job.number, outcomes);
    assert_eq!(watch.on(Event::Ended { job: job.number }), []);
}

fn press(watch: &mut Watch, keys: &[Key]) {
    for key in keys {
        assert_eq!(watch.on(Event::Key(*key)), [], "{key:?}");
    }
}

fn screen(watch: &Watch) -> String {
    watch.screen().iter().map(|line| line.text.clone() + "\n").collect()
}

/// A student with one exercise done and the second not right.
fn at_work() -> Watch {
    let mut watch = student(30);
    let outcomes: [(&str, &[&str]); 3] = [("first", &[]), ("second", &["waits"]), ("third", &["soon"])];
    graded(&mut watch, &["1", "2", "3"], &outcomes);
    watch
}

#[test]
fn at_first_everything_is_graded() {
    let mut watch = student(30);
    let commands = save(&mut watch, &["1", "2", "3"]);
    assert_eq!(job(&commands).exercises, set(&IDS));
    assert_eq!(*job(&commands).answers, *answers(&["1", "2", "3"]));
}

#[test]
fn a_save_has_only_that_graded_again_which_it_has_an_effect_on() {
    let mut watch = at_work();
    assert_eq!(save(&mut watch, &["1", "2", "3"]), [], "nothing has changed");
    graded(&mut watch, &["1", "2", "3!"], &[("third", &["soon"])]);
    graded(&mut watch, &["1", "2!", "3!"], &[("second", &["waits"]), ("third", &["soon"])]);
    graded(&mut watch, &["1!", "2!", "3!"], &[("first", &[]), ("second", &["waits"]), ("third", &["soon"])]);
}

#[test]
fn another_definition_has_its_exercise_graded_again() {
    let mut watch = at_work();
    let mut changed = (*answers(&["1", "2", "3"])).clone();
    changed.course.course.exercises[2].checks[0].points = 5.0;
    let commands = watch.on(Event::Read(Ok(Arc::new(changed))));
    assert_eq!(job(&commands).exercises, set(&["third"]));
}

#[test]
fn an_exercise_that_uses_another_one_without_saying_so_is_graded_again_with_it() {
    let mut watch = student(30);
    let using = |text: &str| {
        let mut answers = (*answers(&["1", "2", "3"])).clone();
        answers.course.course.exercises[1].uses.clear();
        answers.submission.files.insert("first".into(), Handed::Text(code(text)));
        answers.submission.files.insert("second".into(), Handed::Text(code("crate::first::f().await")));
        Event::Read(Ok(Arc::new(answers)))
    };
    let commands = watch.on(using("1"));
    assert_eq!(watch.on(Event::Ended { job: job(&commands).number }), []);
    assert!(job(&watch.on(using("1!"))).exercises.contains("second"));
}

#[test]
fn a_save_while_something_is_graded_is_graded_afterwards() {
    let mut watch = student(30);
    let first = job(&save(&mut watch, &["1", "2", "3"])).number;
    tell(&mut watch, first, &[("first", &[])]);
    assert_eq!(save(&mut watch, &["1", "2!", "3"]), [Command::Cancel]);
    assert_eq!(save(&mut watch, &["1", "2!!", "3"]), [], "it is being ended already");
    // What comes of a grading that was ended says nothing.
    let report = Box::new(unjudged(&course().exercises[1], Verdict::Error, Some("interrupted".into())));
    assert_eq!(watch.on(Event::Judged { job: first, report }), []);
    assert!(!screen(&watch).contains("interrupted"), "{}", screen(&watch));
    let commands = watch.on(Event::Ended { job: first });
    let again = job(&commands);
    assert_eq!(again.exercises, set(&["second", "third"]));
    assert_eq!(*again.answers, *answers(&["1", "2!!", "3"]), "the last state is what counts");
    assert!(again.number != first);
}

#[test]
fn a_job_that_tells_nothing_is_not_done_over_and_over() {
    let mut watch = student(30);
    let number = job(&save(&mut watch, &["1"])).number;
    assert_eq!(watch.on(Event::Ended { job: number }), []);
}

#[test]
fn what_is_told_of_an_old_job_does_not_end_another() {
    let mut watch = at_work();
    let number = job(&save(&mut watch, &["1", "2!", "3"])).number;
    assert_eq!(watch.on(Event::Ended { job: number - 1 }), []);
    assert_eq!(save(&mut watch, &["1", "2!!", "3"]), [Command::Cancel], "it still runs");
}

#[test]
fn rerun_reads_and_grades_what_is_shown() {
    let mut watch = at_work();
    let commands = watch.on(Event::Key(Key::Rerun));
    let [Command::Read, Command::Grade(job)] = &commands[..] else { panic!("{commands:?}") };
    assert_eq!(job.exercises, set(&["second"]));
    assert_eq!(watch.on(Event::Key(Key::Rerun)), [Command::Read, Command::Cancel]);
}

#[test]
fn some_keys_quit() {
    let mut watch = at_work();
    assert_eq!(watch.on(Event::Key(Key::Quit)), [Command::Quit]);
    assert_eq!(watch.on(Event::Key(Key::Escape)), [Command::Quit]);
    press(&mut watch, &[Key::List, Key::Escape, Key::Help, Key::Escape]);
    assert_eq!(watch.on(Event::Key(Key::Escape)), [Command::Quit], "there is nothing to go back from");
}

#[test]
fn a_terminal_of_any_size_is_never_overrun() {
    let mut watch = at_work();
    press(&mut watch, &[Key::Hint, Key::Hint]);
    for view in [Key::Enter, Key::List, Key::Help] {
        press(&mut watch, &[view]);
        for (columns, rows) in (1..90).flat_map(|columns| (1..12).map(move |rows| (columns, rows))) {
            watch.on(Event::Resized(Size { columns, rows }));
            let screen = watch.screen();
            assert_eq!(screen.len(), rows, "{view:?} {columns}");
            let widest = screen.iter().map(|line| line.text.chars().count()).max();
            assert!(widest <= Some(columns), "{view:?} {columns} {screen:?}");
        }
    }
}

#[test]
fn all_lines_can_be_reached() {
    let mut watch = at_work();
    watch.on(Event::Resized(Size { columns: 80, rows: 7 }));
    let (title, last) = ("2 of 3: The second one", "It is quick");
    assert!(screen(&watch).contains(title) && !screen(&watch).contains(last), "{}", screen(&watch));
    for (there, back) in
        [(Scroll::Bottom, Scroll::Top), (Scroll::PageDown, Scroll::PageUp), (Scroll::Down, Scroll::Up)]
    {
        press(&mut watch, &[Key::Scroll(there); 20]);
        assert!(!screen(&watch).contains(title) && screen(&watch).contains(last), "{}", screen(&watch));
        press(&mut watch, &[Key::Scroll(back); 20]);
        assert!(screen(&watch).contains(title), "{there:?}: {}", screen(&watch));
    }
}
