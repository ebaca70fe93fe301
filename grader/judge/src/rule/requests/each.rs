//! Each URL is asked for as often as it stands in the input, and nothing else is.

use crate::report::Finding;
use crate::requests::{Request, line_of, urls};
use crate::run::Run;
use crate::{cause, words};

/// The first URL that is asked for too often, or not often enough.
pub(super) fn check(input: &str, requests: &[Request<'_>], run: Run<'_>) -> Option<Finding> {
    let wanted = urls(run, input);
    let mut all = wanted.clone();
    all.extend(requests.iter().map(|request| request.url));
    all.into_iter().find_map(|url| {
        let sent: Vec<_> = requests.iter().filter(|request| request.url == url).collect();
        let asked = wanted.iter().filter(|wanted| **wanted == url).count();
        (sent.len() != asked).then(|| finding(url, asked, &sent, input, requests, run))
    })
}

fn finding(
    url: &str,
    asked: usize,
    sent: &[&Request<'_>],
    input: &str,
    requests: &[Request<'_>],
    run: Run<'_>,
) -> Finding {
    let name = words::url(url);
    let expected = match asked {
        0 => format!("requests for nothing but what is in {input}"),
        1 => format!("one request for {name}"),
        asked => format!("{asked} requests for {name}, which is in {input} so often"),
    };
    let observed = match sent {
        [] => "none".to_owned(),
        _ if asked == 0 => format!("{} for {name}, {}", words::count(sent.len(), "request"), when(sent)),
        _ => format!("{}, {}", words::count(sent.len(), "request"), when(sent)),
    };
    let mut finding = Finding { expected: Some(expected), observed: Some(observed), ..Finding::default() };
    finding.location = sent.last().and_then(|last| line_of(run, last)).map(ToString::to_string);
    let cause = if sent.len() > asked {
        cause::requests::too_often(run, sent)
    } else {
        cause::requests::missing(run, sent, requests, input)
    };
    if let Some(cause) = cause {
        cause.attach(&mut finding);
    }
    finding
}

/// When requests were sent: `at 0 s`, `at 0 s, 1 s and 3 s`.
fn when(sent: &[&Request<'_>]) -> String {
    /// More say no more.
    const MOST: usize = 4;
    let mut times: Vec<String> = sent.iter().take(MOST).map(|request| words::seconds(request.from)).collect();
    if sent.len() > MOST {
        times.push("…".to_owned());
    }
    match times.split_last() {
        Some((last, first)) if !first.is_empty() => format!("at {} and {last}", first.join(", ")),
        _ => format!("at {}", times.concat()),
    }
}
