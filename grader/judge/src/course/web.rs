//! Reads the web behind a client: what is answered for each URL.
//!
//! ```toml
//! [[scenario.inputs.client]]
//! "http://ada.test/" = { after = "1s", body = "Hello", body_after = "2s" }
//! "http://bob.test/" = { after = "1s", status = 404 }
//! "http://cy.test/"  = { refused = true }
//! "http://dan.test/" = { after = "never" }
//! ```

use std::time::Duration;

use grader_trace::{Answer, Reply, Web};

use super::table::{Item, Table};
use crate::form;

/// What only a page has.
const OF_PAGES: [&str; 3] = ["status", "body", "body_after"];

/// How a time is written that never comes.
const NEVER: &str = "never";

/// The status of a page of which nothing else is said.
const OK: u16 = 200;

/// The first status that is an error.
const ERRORS: u16 = 400;

/// Whether a table is meant to be one: its keys are URLs.
pub(crate) fn is_one(item: &Item<'_>) -> bool {
    let Some(answers) = item.value.as_table() else { return false };
    answers.is_empty() || answers.keys().any(|key| key.get_ref().contains("://"))
}

/// Reads what is answered for each URL.
pub(crate) fn read(item: &Item<'_>) -> Option<Web> {
    let answers = item.entries()?;
    let read = |item: &Item<'_>| (read_url(item), read_answer(item));
    let answers = answers.iter().map(read).filter_map(|(url, answer)| Some((url?, answer?)));
    Some(Web { answers: answers.collect() })
}

fn read_url(item: &Item<'_>) -> Option<String> {
    let has_host = |rest: &str| rest.starts_with(|first: char| first.is_alphanumeric());
    if !["http://", "https://"].iter().any(|start| item.key.strip_prefix(start).is_some_and(has_host)) {
        item.report_key(format!("`{}` is no URL.", item.key), "Write it like \"http://ada.test/\".");
        return None;
    }
    Some(item.key.to_owned())
}

fn read_answer(item: &Item<'_>) -> Option<Answer> {
    let table = item.table(form::Answer::FORM)?;
    let refused = table.get("refused").and_then(|refused| refused.flag()).unwrap_or(false);
    let reply = if refused { read_refused(&table) } else { read_page(&table) };
    Some(Answer { after: read_time(&table, "after"), body_after: read_time(&table, "body_after"), reply })
}

fn read_refused(table: &Table<'_>) -> Reply {
    for item in OF_PAGES.iter().filter_map(|key| table.get(key)) {
        item.report_key(format!("A connection that is refused has no `{}`.", item.key), "Remove this.");
    }
    Reply::Refused
}

fn read_page(table: &Table<'_>) -> Reply {
    let status = table.get("status").and_then(|item| read_status(&item)).unwrap_or(OK);
    if let Some(item) = table.get("body_after").filter(|_| status >= ERRORS) {
        // Whether it is waited for or not would be as good.
        item.report_key("The text of an error need not be read, so it cannot be late.", "Remove this.");
    }
    let body = table.get("body").and_then(|item| item.text()).unwrap_or_default();
    Reply::Page { status, body: body.to_owned() }
}

fn read_status(item: &Item<'_>) -> Option<u16> {
    let number = item.whole()?;
    let status = u16::try_from(number).ok().filter(|status| (200..600).contains(status));
    if status.is_none() {
        item.report(format!("`status` cannot be {number}."), "Write a status of HTTP from 200 to 599.");
    }
    status
}

/// How long something takes: no time where nothing is said; `None` where it never comes.
fn read_time(table: &Table<'_>, key: &str) -> Option<Duration> {
    let Some(item) = table.get(key) else { return Some(Duration::ZERO) };
    if item.value.as_str() == Some(NEVER) {
        return None;
    }
    Some(item.duration().unwrap_or_default())
}
