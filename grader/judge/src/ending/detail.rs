//! How a case ended, as the system and the world say it: for instructors.

use grader_trace::{Ending, LimitKind, Limits};

use crate::words;

/// What stands behind an ending.
pub(super) fn detail(ending: &Ending, limits: &Limits) -> String {
    match ending {
        Ending::Returned => "it returned".to_owned(),
        Ending::Panicked { .. } => "a panic reached the call".to_owned(),
        Ending::Stuck { waiting, .. } => {
            format!("no timer runs, nothing is ready, and {} wait", tasks(waiting.len()))
        }
        Ending::Livelock { .. } => {
            format!("more than {} polls of a task at one instant of virtual time", limits.polls)
        }
        Ending::ClockMoved { .. } => "tokio's paused clock moved within a poll".to_owned(),
        Ending::TimeLimit { limit } => format!("virtual time is limited to {}", words::seconds(*limit)),
        Ending::Exited { code } => format!("the process exited with code {code} before it was done"),
        Ending::Aborted => "SIGABRT".to_owned(),
        Ending::StackOverflow => "SIGABRT or SIGSEGV, after std's handler saw the guard page".to_owned(),
        Ending::Forbidden { call: Some(call) } => {
            format!("the system call `{}` is not allowed", crate::escape::escape(call))
        }
        Ending::Forbidden { call: None } => "SIGSYS; which system call it was is not known".to_owned(),
        Ending::Signalled { signal } => format!("signal {signal}"),
        Ending::Limit(limit) => reached(*limit, limits),
    }
}

fn tasks(count: usize) -> String {
    if count == 1 { "1 task".to_owned() } else { format!("{count} tasks") }
}

fn reached(limit: LimitKind, limits: &Limits) -> String {
    match limit {
        LimitKind::Cpu => format!("RLIMIT_CPU, {} for all cases of the scenario", words::seconds(limits.cpu)),
        LimitKind::Memory => format!("RLIMIT_AS, {}: an allocation failed", words::bytes(limits.memory)),
        LimitKind::Output => format!("a case may print {}", words::bytes(limits.output)),
        LimitKind::FileSize => "RLIMIT_FSIZE: SIGXFSZ".to_owned(),
        LimitKind::Trace => format!("a case may record {} events, or the trace is too long", limits.events),
    }
}
