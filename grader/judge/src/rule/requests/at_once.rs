//! How many requests go on at the same time: not too many, and not fewer than there could be.

use std::collections::{BTreeSet, HashMap};
use std::time::Duration;

use grader_trace::Value;

use super::called;
use crate::report::Finding;
use crate::requests::{Request, urls};
use crate::rule::Amount;
use crate::run::{Run, TICK};
use crate::{cause, words};

/// The first request that is one too many.
pub(super) fn check_most(most: &Amount, requests: &[Request<'_>], run: Run<'_>) -> Option<Finding> {
    let wanted = most.resolve(run)?;
    let count = count(&wanted)?;
    let further = requests.iter().find(|request| open_at(requests, request.from).count() > count)?;
    let open: Vec<_> = open_at(requests, further.from).collect();
    let mut finding = Finding {
        expected: Some(format!("at most {} at the same time", requests_called(most, &wanted))),
        observed: Some(format!(
            "{} at {}",
            words::count(open.len(), "request"),
            words::seconds(further.from)
        )),
        ..Finding::default()
    };
    cause::requests::too_many(run, requests, further).attach(&mut finding);
    Some(finding)
}

/// The first request that is not sent at once with the first of all.
pub(super) fn check_all(requests: &[Request<'_>], run: Run<'_>) -> Option<Finding> {
    let first = requests.first()?;
    let late = requests.iter().find(|request| request.from > first.from.saturating_add(TICK))?;
    let mut finding = Finding {
        expected: Some(format!("all {} requests to be sent at once", requests.len())),
        observed: Some(format!(
            "the request for {} was sent only at {}",
            words::url(late.url),
            words::seconds(late.from)
        )),
        ..Finding::default()
    };
    cause::requests::late(run, requests, late).attach(&mut finding);
    Some(finding)
}

/// The first moment at which fewer requests go on than could.
pub(super) fn check_least(
    least: &Amount,
    input: Option<&str>,
    requests: &[Request<'_>],
    run: Run<'_>,
) -> Option<Finding> {
    let wanted = least.resolve(run)?;
    let (at, late) = idle(requests, &ranks(requests, input, run), count(&wanted)?)?;
    let (open, more) =
        (open_at(requests, at).count(), requests.iter().filter(|other| other.from > at).count());
    let all = requests_called(least, &wanted);
    let mut finding = Finding {
        expected: Some(format!("{all} at the same time, as long as there are more to send")),
        observed: Some(format!(
            "only {} from {} on, though {more} more had to be sent",
            words::count(open, "request"),
            words::seconds(at)
        )),
        ..Finding::default()
    };
    cause::requests::late(run, requests, late).attach(&mut finding);
    Some(finding)
}

/// Since when fewer than `count` requests are open for longer than a tick, though there are more to
/// send; and the next that is sent.
fn idle<'r, 'a>(
    requests: &'r [Request<'a>],
    ranks: &[usize],
    count: usize,
) -> Option<(Duration, &'r Request<'a>)> {
    let moments: BTreeSet<Duration> =
        requests.iter().flat_map(|request| [request.from, request.to]).collect();
    let moments: Vec<Duration> = moments.into_iter().collect();
    // Where there are too many at once, that is the one mistake.
    let most = moments.iter().map(|at| open_at(requests, *at).count()).max().unwrap_or_default();
    let width = most.max(count);
    moments.windows(2).find_map(|pair| {
        let (at, next) = (pair[0], pair[1]);
        let late = requests.iter().filter(|request| request.from > at).min_by_key(|request| request.from)?;
        let is_idle = open_at(requests, at).count() < count && next.saturating_sub(at) > TICK;
        (is_idle && held_back(requests, ranks, at) != width).then_some((at, late))
    })
}

/// How many were sent and have not been followed by all before them: a `buffered` stream holds no more
/// than it may, and results that wait for earlier ones are among them.
fn held_back(requests: &[Request<'_>], ranks: &[usize], at: Duration) -> usize {
    let over: BTreeSet<usize> =
        requests.iter().zip(ranks).filter(|(request, _)| request.to <= at).map(|(_, rank)| *rank).collect();
    let handed_on = (0..).take_while(|rank| over.contains(rank)).count();
    let sent = requests.iter().filter(|request| request.from <= at).count();
    sent.saturating_sub(handed_on)
}

/// The place of each request in the list of URLs; where there is no list, in the order of sending.
fn ranks(requests: &[Request<'_>], input: Option<&str>, run: Run<'_>) -> Vec<usize> {
    let Some(input) = input else { return (0..requests.len()).collect() };
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (place, url) in urls(run, input).into_iter().enumerate().rev() {
        places.entry(url).or_default().push(place);
    }
    let rank = |request: &Request<'_>| places.get_mut(request.url).and_then(Vec::pop).unwrap_or(usize::MAX);
    requests.iter().map(rank).collect()
}

/// The requests that are open at a moment, once all is done that happens then.
fn open_at<'r, 'a>(requests: &'r [Request<'a>], at: Duration) -> impl Iterator<Item = &'r Request<'a>> {
    requests.iter().filter(move |request| request.from <= at && at < request.to)
}

fn count(value: &Value) -> Option<usize> {
    if let Value::Int(count) = value { usize::try_from(*count).ok() } else { None }
}

/// `at_once, 2, requests`, `1 request`.
fn requests_called(amount: &Amount, value: &Value) -> String {
    match (amount, value) {
        (Amount::Input(_), _) => format!("{}, requests", called(amount, value)),
        (_, Value::Int(1)) => "1 request".to_owned(),
        _ => format!("{value} requests"),
    }
}
