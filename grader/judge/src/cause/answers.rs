//! Why the results of requests are not what was answered.

use std::time::Duration;

use grader_trace::{Location, RequestEnd, Value};

use super::Cause;
use crate::requests::{Request, line_of, requests};
use crate::run::Run;
use crate::words;

/// Why there are fewer results than URLs.
pub(crate) fn fewer(run: Run<'_>, wanted: usize, results: &[Value]) -> Option<Cause> {
    let requests = requests(run.trace);
    let good = requests.iter().filter(|request| request.has_succeeded()).count();
    let failed = requests.iter().find(|request| !request.has_succeeded())?;
    let given_up = |request: &Request<'_>| matches!(request.end, None | Some(RequestEnd::Cancelled));
    let all_there = requests.len() == wanted && !requests.iter().any(given_up);
    let text = if all_there && results.len() == good {
        "failures are left out: each of them is a result too, an `Err`".to_owned()
    } else if results.len() <= 1 || !all_there {
        format!("the request for {} has failed: what has come of the others is lost", words::url(failed.url))
    } else {
        return None;
    };
    Some(Cause { text, location: line_of(run, failed).cloned() })
}

/// All results are there, but in another order.
pub(crate) fn in_another_order(
    run: Run<'_>,
    wanted: &[Option<Value>],
    results: &[Value],
    urls: &[&str],
) -> Option<Cause> {
    let mut left: Vec<&Value> = wanted.iter().flatten().collect();
    for result in results {
        left.remove(left.iter().position(|wanted| *wanted == result)?);
    }
    let mut ended = requests(run.trace);
    ended.sort_by_key(|request| request.to);
    let place = |url: &str| urls.iter().position(|other| *other == url);
    let by_end: Vec<&Value> =
        ended.iter().filter_map(|request| wanted.get(place(request.url)?)?.as_ref()).collect();
    let text = if by_end == results.iter().collect::<Vec<_>>() {
        "the results stand in the order in which the requests were over, not in that of the URLs"
    } else {
        "the results are there, but not in the order of the URLs"
    };
    Some(Cause { text: text.to_owned(), location: None })
}

/// Why one result is another one.
pub(crate) fn other(
    run: Run<'_>,
    url: &str,
    (wanted, observed): (&Value, &Value),
    limit: Option<Duration>,
) -> Option<Cause> {
    let requests = requests(run.trace);
    let request = requests.iter().find(|request| request.url == url);
    let line = request.and_then(|request| line_of(run, request));
    let because = |text: String, line: Option<&Location>| Some(Cause { text, location: line.cloned() });
    match (shape(wanted), shape(observed)) {
        (("Err", "Status"), ("Ok", _)) => because(
            "the text of an error page is no result: `error_for_status()` turns the status into an error"
                .to_owned(),
            line,
        ),
        (("Err", "TimedOut"), ("Ok", _)) => late(request?, limit?, line),
        ((_, other), ("Err", "TimedOut")) if other != "TimedOut" => match request {
            Some(request) => too_early(request, line),
            None => because("it is given up before its request is even sent".to_owned(), None),
        },
        (("Ok", _), ("Ok", _)) => {
            let text = |value: &Value| match value {
                Value::Variant { fields, .. } => {
                    matches!(fields.first(), Some(Value::Text(text)) if text.is_empty())
                }
                _ => false,
            };
            if text(observed) { because("the text of the answer is lost".to_owned(), line) } else { None }
        }
        (("Ok", _), ("Err", _)) if requests.len() > 1 => {
            because("what has come of another request stands here".to_owned(), None)
        }
        _ => None,
    }
}

/// An answer that came too late is a result all the same.
fn late(request: &Request<'_>, limit: Duration, line: Option<&Location>) -> Option<Cause> {
    let head = request.replied?.saturating_sub(request.from);
    let length = words::seconds(request.length());
    let text = if head <= limit {
        format!("the limit has to be over the text as well: both together took {length}")
    } else {
        format!("its request was not given up in time: it took {length}")
    };
    Some(Cause { text, location: line.cloned() })
}

/// A request is given up before its own time is over.
fn too_early(request: &Request<'_>, line: Option<&Location>) -> Option<Cause> {
    let (from, length) = (words::seconds(request.from), words::seconds(request.length()));
    let text = if request.from.is_zero() {
        format!("it was given up after {length}")
    } else {
        format!(
            "its request was sent only at {from} and given up {length} later: to wait for its turn does not \
             count"
        )
    };
    Some(Cause { text, location: line.cloned() })
}

/// The names of a result: of `Err(Status(404))`, `Err` and `Status`.
fn shape(value: &Value) -> (&str, &str) {
    let name = |value: &'_ Value| matches!(value, Value::Variant { .. });
    match value {
        Value::Variant { name: outer, fields } => match fields.first().filter(|field| name(field)) {
            Some(Value::Variant { name, .. }) => (outer, name),
            _ => (outer, ""),
        },
        _ => ("", ""),
    }
}
