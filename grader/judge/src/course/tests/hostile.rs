//! Nothing that is written in a file makes the reader panic.

use proptest::prelude::*;

use super::{BASIC_WAIT, file, good, read};

/// Reads a file beside a good one, and renders what is wrong with it.
fn survive(text: &str) {
    let [_, good] = good();
    if let Err(problems) = read("course", &[file("checks/basic_wait.toml", text), good]) {
        assert!(!problems.to_string().is_empty());
    }
}

fn with_call(call: &str) {
    survive(&BASIC_WAIT.replace("basic_wait::wait_random(max).await", call));
}

proptest! {
    #[test]
    fn any_text_is_survived(text in any::<String>()) {
        survive(&text);
    }

    #[test]
    fn any_change_of_a_good_file_is_survived(
        at in 0..BASIC_WAIT.len(),
        length in 0..40_usize,
        new in r#"[\]\[{}"'=.,#\\ \r\n\ta-z0-9é\u{301}-]{0,12}"#,
    ) {
        let end = BASIC_WAIT.len().min(at + length);
        survive(&[&BASIC_WAIT[..at], &new, &BASIC_WAIT[end..]].concat());
    }

    #[test]
    fn any_call_is_survived(call in r#"[(){}\[\]<>!&|:;.,=+*'?a-z0-9 é_-]{0,40}"#) {
        with_call(&call);
    }
}

/// On the stack that a thread has by default, and the code of a debug build.
#[test]
fn deep_rust_does_not_overflow_the_stack() {
    let expressions =
        ["(", "[", "{", "!", "&", "-", "a(", "|x|", "|x,y|", "||", "if ", "if {", "let x=", "return "];
    let operators = ["a=", "a+", "a..", "x as A<", "Vec::<", "<", "match ", "loop {", "async {", "move||"];
    for opening in expressions.into_iter().chain(operators) {
        deep(opening, with_call);
    }
    for opening in
        ["&", "*const ", "(", "[", "A<", "A<B,", "<", "fn()->", "fn(", "dyn A<", "A::<", "for<'a> fn("]
    {
        deep(opening, |text| {
            survive(&BASIC_WAIT.replace("output = \"Duration", &format!("output = \"{text}")));
        });
    }
}

/// Repeats an opening at every depth that could be let through, open and closed.
fn deep(opening: &str, read: impl Fn(&str)) {
    let closing: String = opening.chars().rev().filter_map(closing).collect();
    for depth in (8..=128).step_by(4).chain([1_000 / opening.len(), 10_000]) {
        let open = opening.repeat(depth);
        read(&open);
        read(&format!("{open}a{}", closing.repeat(depth)));
    }
}

fn closing(opening: char) -> Option<char> {
    match opening {
        '(' => Some(')'),
        '[' => Some(']'),
        '{' => Some('}'),
        '<' => Some('>'),
        _ => None,
    }
}

#[test]
fn deep_toml_does_not_overflow_the_stack() {
    survive(&format!("order = {}{}", "[".repeat(100_000), "]".repeat(100_000)));
    survive(&format!("order = {}{}", "{a=".repeat(100_000), "}".repeat(100_000)));
    survive(&format!("{} = 1", ["a"; 100_000].join(".")));
}
