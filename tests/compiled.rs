//! Checks that are decided by the compiler, from the definition of an exercise to what a student reads.

use serde_json::Value;

use crate::program::{folder, grader, json, path};

const CHECKS: &str = r#"
title = "Spend a token"
order = 1

[[scenario]]
id     = "spend"
call   = "token::spend(token::Token::new())"
output = "u64"
cases  = 1

[[check]]
id        = "spends"
title     = "A token can be spent"
points    = 1
returned  = { equals = 1 }

[[check]]
id      = "once"
title   = "No token can be spent twice"
points  = 2
compile = { reject = "let token = token::Token::new(); token::spend(token); token::spend(token);", with = "E0382" }
hints   = ["What happens to a value that is passed on?"]

[[check]]
id      = "anywhere"
title   = "A token can be spent on any thread"
points  = 4
compile = { accept = "let token = token::Token::new(); std::thread::spawn(move || token::spend(token));" }

[[check]]
id      = "later"
title   = "A token can be spent by a task"
points  = 8
compile = { accept = "tokio::spawn(token::spend_later(token::Token::new()));" }
"#;

const RIGHT: &str = "use std::time::Duration;

pub struct Token(u64);

impl Token {
    pub fn new() -> Self {
        Self(1)
    }
}

pub fn spend(token: Token) -> u64 {
    token.0
}

pub async fn spend_later(token: Token) -> u64 {
    tokio::time::sleep(Duration::from_secs(1)).await;
    spend(token)
}
";

const STUB: &str = "pub struct Token;
impl Token { pub fn new() -> Self { todo!() } }
pub fn spend(token: Token) -> u64 { todo!() }
pub async fn spend_later(token: Token) -> u64 { todo!() }
";

/// The checks of a submission, by their ids.
fn checks(source: &str) -> Value {
    let course = folder(&[("checks/token.toml", CHECKS), ("src/token.rs", STUB)]);
    let submission = folder(&[("token.rs", source)]);
    let arguments = ["grade", path(&submission), "--course", path(&course), "--format", "json"];
    let report = json(&grader().args(arguments).assert().code(0));
    let exercise = &report["submissions"][0]["exercises"][0];
    let checks = exercise["checks"].as_array().unwrap_or_else(|| panic!("{report}"));
    checks.iter().map(|check| (check["id"].as_str().unwrap().to_owned(), check.clone())).collect()
}

/// Makes the right answer a wrong one, and says which of its checks fail.
fn failing(from: &str, to: &str) -> (Value, Vec<String>) {
    let source = RIGHT.replace(from, to);
    assert_ne!(source, RIGHT);
    let checks = checks(&source);
    let failed = checks.as_object().unwrap().values().filter(|check| check["status"] == "failed");
    let failed = failed.map(|check| check["id"].as_str().unwrap().to_owned()).collect();
    (checks, failed)
}

#[test]
fn code_that_is_accepted_and_code_that_is_refused() {
    let checks = checks(RIGHT);
    for check in checks.as_object().unwrap().values() {
        assert_eq!(check["status"], "passed", "{check}");
    }
}

#[test]
fn what_should_be_refused_compiles() {
    let (checks, failed) = failing("pub struct Token", "#[derive(Clone, Copy)]\npub struct Token");
    assert_eq!(failed, ["once"]);
    assert_eq!(checks["once"]["observed"], "it compiles");
    assert!(checks["once"]["hint"].is_string());
}

#[test]
fn what_should_compile_is_refused_with_the_students_line() {
    let source = RIGHT.replace("Token(u64)", "Token(std::rc::Rc<u64>)");
    let source = source.replace("Self(1)", "Self(1.into())").replace("token.0", "*token.0");
    let checks = self::checks(&source);
    assert_eq!([&checks["spends"]["status"], &checks["once"]["status"]], ["passed", "passed"]);
    assert_eq!([&checks["anywhere"]["status"], &checks["later"]["status"]], ["failed", "failed"]);
    assert_eq!(checks["later"]["location"], "src/token.rs:15", "{checks}");
    assert_eq!(
        checks["later"]["cause"],
        "`token` lives across the `.await` in line 16, and its type, `Token`, has to stay on its thread"
    );
    assert!(checks["anywhere"]["observed"].as_str().unwrap().contains("cannot be sent between threads"));
}

#[test]
fn a_function_that_is_missing_or_another_is_told_as_such() {
    let (checks, failed) = failing("spend_later(", "spend_it_later(");
    assert_eq!(failed, ["later"]);
    let observed = "no function `spend_later` in src/token.rs. Is it `spend_it_later`?";
    assert_eq!(checks["later"]["observed"], observed);

    let (checks, failed) = failing("spend_later(token: Token)", "spend_later(token: Token, _: u8)");
    assert_eq!(failed, ["later"]);
    assert_eq!(checks["later"]["observed"], "`pub async fn spend_later(token: Token, _: u8) -> u64`");
}
