//! What is shown.

use super::*;

/// A screen has these words, in this order.
fn shows(watch: &Watch, words: &[&str]) {
    let screen = screen(watch);
    let mut rest = screen.as_str();
    for word in words {
        let Some(at) = rest.find(word) else { panic!("no `{word}` in\n{screen}") };
        rest = &rest[at + word.len()..];
    }
}

fn shows_nothing_of(watch: &Watch, words: &[&str]) {
    let screen = screen(watch);
    for word in words {
        assert!(!screen.contains(word), "`{word}` in\n{screen}");
    }
}

#[test]
fn the_first_exercise_that_is_not_done_is_shown_as_it_is_found() {
    let mut watch = student(30);
    let number = job(&save(&mut watch, &["1", "2", "3"])).number;
    shows(
        &watch,
        &["1 of 3: The first one", "exercises/src/first.rs", "grading …", "0 of 3 done, 0/9 points"],
    );
    tell(&mut watch, number, &[("first", &[])]);
    shows(
        &watch,
        &["2 of 3: The second one", "exercises/src/second.rs", "grading …", "1 of 3 done, 3/9 points"],
    );
    // Nobody has completed anything just now.
    shows_nothing_of(&watch, &["every check passes"]);
    tell(&mut watch, number, &[("second", &["waits"]), ("third", &[])]);
    shows(&watch, &["2 of 3", "second: not yet right", "1/3", "2 of 3 done, 7/9 points  grading …"]);
    watch.on(Event::Ended { job: number });
    shows_nothing_of(&watch, &["grading"]);
}

#[test]
fn the_first_failure_comes_with_all_that_there_is_to_say_and_the_rest_in_a_line_each() {
    let mut watch = student(30);
    graded(&mut watch, &["1"], &[("first", &["waits", "soon"]), ("second", &[]), ("third", &[])]);
    shows(&watch, &["✗ It waits", "0/2", "what is wrong with waits", "✗ It is quick", "0/1"]);
    shows_nothing_of(&watch, &["what is wrong with soon"]);
    graded(&mut watch, &["1!"], &[("first", &["soon"]), ("second", &[]), ("third", &[])]);
    shows(&watch, &["✗ It is quick", "what is wrong with soon", "✓ It waits", "2/2"]);
}

#[test]
fn hints_come_in_steps() {
    let mut watch = at_work();
    shows(&watch, &["h shows a hint"]);
    shows_nothing_of(&watch, &["Look"]);
    press(&mut watch, &[Key::Hint]);
    shows(&watch, &["hint 1/2  Look again.", "h shows another one"]);
    shows_nothing_of(&watch, &["Look at the wait."]);
    press(&mut watch, &[Key::Hint]);
    shows(&watch, &["hint 1/2  Look again.", "hint 2/2  Look at the wait."]);
    shows_nothing_of(&watch, &["h shows"]);
    press(&mut watch, &[Key::Hint]);
    shows(&watch, &["hint 2/2"]);
    // They are those of this check, and stay.
    press(&mut watch, &[Key::Next]);
    shows_nothing_of(&watch, &["hint 1/2"]);
    press(&mut watch, &[Key::Previous]);
    shows(&watch, &["hint 2/2"]);
}

#[test]
fn where_the_code_never_came_to_what_a_check_asks_for_there_are_no_hints() {
    let mut watch = student(30);
    let number = job(&save(&mut watch, &["1"])).number;
    let mut report = report("first", &["waits"]);
    report.checks[0].hint = None;
    watch.on(Event::Judged { job: number, report: Box::new(report) });
    press(&mut watch, &[Key::Hint]);
    shows(&watch, &["✗ It waits"]);
    shows_nothing_of(&watch, &["h shows", "Look again"]);
}

#[test]
fn a_right_save_moves_on() {
    let mut watch = at_work();
    press(&mut watch, &[Key::Hint]);
    graded(&mut watch, &["1", "2!", "3"], &[("second", &[]), ("third", &["soon"])]);
    shows(
        &watch,
        &["✓ second: every check passes", "3/3", "Here is the next exercise.", "3 of 3: The third one"],
    );
    shows(&watch, &["✗ It is quick", "2 of 3 done"]);
    // Who goes elsewhere is told no more of it, nor where he is led.
    press(&mut watch, &[Key::Previous]);
    shows(&watch, &["2 of 3: The second one"]);
    shows_nothing_of(&watch, &["every check passes", "Here is the next exercise."]);
    press(&mut watch, &[Key::Next]);
    // The next save is about something else.
    graded(&mut watch, &["1", "2!", "3!"], &[("third", &["waits"])]);
    shows_nothing_of(&watch, &["every check passes"]);
    graded(&mut watch, &["1", "2!", "3!!"], &[("third", &[])]);
    shows(&watch, &["✓ third: every check passes", "All exercises are done. Well done!", "first: accepted"]);
    shows(&watch, &["all exercises", "9/9", "████████████████████ 3 of 3 done, 9/9 points"]);
}

#[test]
fn an_exercise_that_is_broken_again_is_shown_again() {
    let mut watch = at_work();
    graded(&mut watch, &["1!", "2", "3"], &[("first", &["waits"]), ("second", &["waits"]), ("third", &[])]);
    shows(&watch, &["1 of 3: The first one", "✗ It waits"]);
}

#[test]
fn keys_lead_through_the_course_and_no_further() {
    let mut watch = at_work();
    press(&mut watch, &[Key::Next]);
    shows(&watch, &["3 of 3: The third one"]);
    press(&mut watch, &[Key::Next]);
    shows(&watch, &["3 of 3: The third one"]);
    press(&mut watch, &[Key::Previous, Key::Previous, Key::Previous]);
    shows(&watch, &["1 of 3: The first one", "first: accepted", "✓ It waits"]);
}

#[test]
fn the_exercise_whose_file_is_saved_is_shown() {
    let mut watch = at_work();
    graded(&mut watch, &["1", "2", "3!"], &[("third", &["waits"])]);
    shows(&watch, &["3 of 3: The third one", "✗ It waits"]);
    // Once it is right, back to the first that is not.
    graded(&mut watch, &["1", "2", "3!!"], &[("third", &[])]);
    shows(&watch, &["✓ third: every check passes", "2 of 3: The second one"]);
}

#[test]
fn a_file_that_is_removed_does_not_lead_away() {
    let mut watch = at_work();
    let commands = save(&mut watch, &["1", "2"]);
    assert_eq!(job(&commands).exercises, set(&["third"]));
    shows(&watch, &["2 of 3: The second one"]);
}

#[test]
fn the_list_has_all_exercises_and_leads_to_them() {
    let mut watch = at_work();
    press(&mut watch, &[Key::List]);
    shows(&watch, &["  first: accepted", "▸ second: not yet right", "1/3", "  third: not yet right", "6/9"]);
    press(&mut watch, &[Key::Next]);
    shows(&watch, &["  second", "▸ third"]);
    press(&mut watch, &[Key::Enter]);
    shows(&watch, &["3 of 3: The third one"]);
}

#[test]
fn the_keys_are_told() {
    let mut watch = at_work();
    press(&mut watch, &[Key::Help]);
    shows(&watch, &["whenever you save one", "the next hint", "quit"]);
    press(&mut watch, &[Key::Help]);
    shows(&watch, &["2 of 3"]);
}

#[test]
fn a_broken_course_is_told_until_it_is_whole_again() {
    let mut watch = at_work();
    assert_eq!(watch.on(Event::Read(Err("checks/first.toml: no TOML\n  | here".into()))), []);
    shows(&watch, &["cannot be graded as they are now", "checks/first.toml: no TOML", "  | here"]);
    shows_nothing_of(&watch, &["2 of 3: "]);
    assert_eq!(save(&mut watch, &["1", "2", "3"]), [], "it is as it was before");
    shows(&watch, &["2 of 3: The second one"]);
    shows_nothing_of(&watch, &["no TOML"]);
}

#[test]
fn a_course_that_is_broken_from_the_start_is_graded_once_it_is_whole() {
    let mut watch = student(30);
    assert_eq!(watch.on(Event::Read(Err("no TOML".into()))), []);
    shows(&watch, &["no TOML"]);
    assert_eq!(job(&save(&mut watch, &["1"])).exercises, set(&IDS));
}

#[test]
fn an_exercise_that_the_course_no_longer_has_is_forgotten() {
    let mut watch = at_work();
    press(&mut watch, &[Key::Next]);
    let mut shorter = (*answers(&["1", "2"])).clone();
    shorter.course.course.exercises.truncate(2);
    assert_eq!(watch.on(Event::Read(Ok(Arc::new(shorter)))), []);
    shows(&watch, &["2 of 2: The second one", "1 of 2 done, 4/6 points"]);
}

#[test]
fn hidden_checks_are_not_shown_and_keep_nobody_from_moving_on() {
    let mut watch = at_work();
    graded(&mut watch, &["1", "2!", "3"], &[("second", &["secret"]), ("third", &["secret", "soon"])]);
    shows(&watch, &["✓ second: every check passes", "3/3", "3 of 3", "✗ It is quick"]);
    shows_nothing_of(&watch, &["secret", "/7"]);
}

#[test]
fn a_stub_is_told_where_to_start() {
    let mut watch = student(30);
    let number = job(&save(&mut watch, &["todo!()"])).number;
    let report = unjudged(&course().exercises[0], Verdict::NotStarted, Some("It is the stub.".into()));
    watch.on(Event::Judged { job: number, report: Box::new(report) });
    shows(&watch, &["first: not started", "It is the stub.", "write your code in place of `todo!()`"]);
}

#[test]
fn without_a_screen_each_result_is_told_once_it_is_known() {
    let mut watch = Watch::new(None);
    assert!(watch.screen().is_empty());
    let number = job(&save(&mut watch, &["1", "2", "3"])).number;
    tell(&mut watch, number, &[("first", &["waits"])]);
    assert_eq!(watch.lines(), None);
    assert_eq!(watch.last_job(), number);
    watch.on(Event::Ended { job: number });
    let told: String = watch.lines().unwrap().iter().map(|line| line.text.clone() + "\n").collect();
    for words in ["✗ It waits", "what is wrong with waits", "hint      Look again.", "0 of 3 done"] {
        assert!(told.contains(words), "no `{words}` in\n{told}");
    }
    assert!(!told.contains("quit") && !told.contains("h shows"), "{told}");
}
