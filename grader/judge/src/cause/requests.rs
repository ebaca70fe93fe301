//! Why requests are sent late, too many at once, too often or not at all.

use std::time::Duration;

use super::Cause;
use crate::requests::{Request, length, line_of, requests, web};
use crate::rule::blocking;
use crate::run::{Run, TICK};
use crate::waits::{Wait, WaitEnd, waits};
use crate::words;

/// Why a request is not sent when it could be.
pub(crate) fn late(run: Run<'_>, requests: &[Request<'_>], late: &Request<'_>) -> Cause {
    let line = line_of(run, late);
    let before: Vec<_> = requests.iter().filter(|request| request.from < late.from).collect();
    let all_over = before.iter().all(|request| request.to <= late.from);
    let blocks = blocking::blocks(run);
    if let Some(block) = blocks.iter().find(|block| block.at < late.from && block.length > TICK) {
        let text = format!("{} blocks the thread, so that nothing else can go on", blocking::by(block));
        return Cause::new(text, run.innermost_own(block.places));
    }
    if is_one_by_one(requests) {
        return Cause::new("each request is sent only after the one before is over", line);
    }
    if all_over {
        let text = "the requests come in rounds, and each round starts only after the slowest of the one \
                    before is over";
        return Cause::new(text, line);
    }
    Cause::new("this request is sent only when others are over", line)
}

/// Why there are too many requests at once.
pub(crate) fn too_many(run: Run<'_>, requests: &[Request<'_>], further: &Request<'_>) -> Cause {
    let line = line_of(run, further);
    let open: Vec<_> =
        requests.iter().filter(|one| one.from <= further.from && further.from < one.to).collect();
    let read = open.iter().find(|one| one.replied.is_some_and(|at| at <= further.from && at < one.to));
    if let Some(read) = read.filter(|read| !std::ptr::eq(**read, further)) {
        let text = format!(
            "the text of {} is still being read when this one is sent: a request takes up its place until \
             its text is there",
            words::url(read.url)
        );
        return Cause::new(text, line);
    }
    if requests.iter().all(|request| request.from == further.from) {
        return Cause::new("all requests are sent at once", line);
    }
    Cause::new("this one is sent while others go on", line)
}

/// Why a call whose requests are all sent in time takes longer than the slowest of their answers.
pub(crate) fn slow(run: Run<'_>) -> Option<Cause> {
    let (web, requests) = (web(run)?, requests(run.trace));
    let first = requests.first()?;
    if let Some(later) = requests.iter().find(|request| request.from > first.from.saturating_add(TICK)) {
        return Some(late(run, &requests, later));
    }
    let is_kept = |request: &&Request<'_>| {
        let needed = web.answers.get(request.url).and_then(length);
        needed.is_some_and(|needed| request.length() > needed.saturating_add(TICK))
    };
    let kept = requests.iter().find(is_kept)?;
    let text = format!(
        "the answer of {} has to wait until it is read: are the texts read one after the other?",
        words::url(kept.url)
    );
    Some(Cause::new(text, line_of(run, kept)))
}

/// Why a URL is asked for again.
pub(crate) fn too_often(run: Run<'_>, sent: &[&Request<'_>]) -> Option<Cause> {
    let (first, again) = (sent.first()?, sent.get(1)?);
    let text = if again.from < first.to {
        "it is asked for again while the first request goes on"
    } else if first.has_succeeded() {
        "it is asked for again after it was answered"
    } else {
        "it is asked for again after the first request has failed"
    };
    Some(Cause::new(text, line_of(run, again)))
}

/// Why a URL is not asked for, or not often enough.
pub(crate) fn missing(
    run: Run<'_>,
    sent: &[&Request<'_>],
    requests: &[Request<'_>],
    input: &str,
) -> Option<Cause> {
    if requests.is_empty() {
        let text = "no request is sent: `send()` does nothing until it is awaited";
        return Some(Cause::new(text, None));
    }
    if let Some(first) = sent.first() {
        let text = format!(
            "what is in {input} twice is asked for twice: does a set or a map take the place of the list?"
        );
        return Some(Cause::new(text, line_of(run, first)));
    }
    let last = requests.iter().max_by_key(|request| request.to)?;
    let failed = requests.iter().find(|request| !request.has_succeeded() && request.to == last.to)?;
    let after = requests.iter().all(|request| request.from <= failed.to);
    after.then(|| {
        let url = words::url(failed.url);
        let text = format!("nothing more is sent after the request for {url} has failed");
        Cause::new(text, line_of(run, failed))
    })
}

/// Why a request is open for longer than it may.
pub(crate) fn too_long(run: Run<'_>, late: &Request<'_>, limit: Duration) -> Cause {
    let head_in_time = late.replied.is_some_and(|at| at.saturating_sub(late.from) <= limit);
    let text = if is_given_up_by_others(run, late, limit) {
        "the task that sent it goes on, though nobody waits for it any more: have the limit inside of \
         the task, or abort it"
    } else if head_in_time {
        "the limit has to be over the whole request: to read the text takes time too"
    } else {
        "a request ends when its future is dropped, as `timeout` does when the time is up"
    };
    Cause::new(text, line_of(run, late))
}

/// Whether another task than the one that sent a request has waited for so long, and no longer.
fn is_given_up_by_others(run: Run<'_>, late: &Request<'_>, limit: Duration) -> bool {
    let is_limit = |wait: &Wait<'_>| {
        wait.task != late.task && wait.end == WaitEnd::Fired && wait.length().abs_diff(limit) <= TICK
    };
    waits(run.trace).iter().any(is_limit)
}

fn is_one_by_one(requests: &[Request<'_>]) -> bool {
    requests.len() > 1 && requests.windows(2).all(|pair| pair[1].from >= pair[0].to)
}
