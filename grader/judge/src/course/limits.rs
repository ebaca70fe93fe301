//! Reads `limits = {…}`.

use std::time::Duration;

use grader_trace::Limits;

use super::table::{Item, Table};
use crate::form;

/// The limits that a table sets, over those that hold around it.
pub(crate) fn read(around: &Table<'_>, limits: Limits) -> Limits {
    let Some(table) = around.get("limits").and_then(|item| item.table(form::Limits::FORM)) else {
        return limits;
    };
    let count = |key, default| table.get(key).and_then(|item| item.count(u64::MAX)).unwrap_or(default);
    let time = |key, default| table.get(key).and_then(|item| some_time(&item)).unwrap_or(default);
    Limits {
        polls: count("polls", limits.polls),
        virtual_time: time("virtual_time", limits.virtual_time),
        events: count("events", limits.events),
        output: count("output", limits.output),
        cpu: time("cpu", limits.cpu),
        memory: count("memory", limits.memory),
        wall: time("wall", limits.wall),
    }
}

fn some_time(item: &Item<'_>) -> Option<Duration> {
    let duration = item.duration()?;
    if duration.is_zero() {
        item.report(format!("With a limit of zero for `{}` nothing can run.", item.key), "Allow more.");
        return None;
    }
    Some(duration)
}
