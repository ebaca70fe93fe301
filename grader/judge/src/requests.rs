//! The requests of a trace: what a client was asked for from first to last; and what the web of a
//! scenario answers.

use std::collections::HashMap;
use std::time::Duration;

use grader_trace::{
    Answer, EventKind, Location, Place, Reply, RequestEnd, RequestId, TaskId, Trace, Value, Web,
};

use crate::run::{Lineage, Run};

/// The most requests of a case that are looked at: more are sent to keep a judge busy.
const MOST: usize = 4_000;

/// A request that was sent.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Request<'a> {
    pub(crate) url: &'a str,
    /// The task that sent it.
    pub(crate) task: TaskId,
    pub(crate) from: Duration,
    /// When it was over; the end of the call where it never was.
    pub(crate) to: Duration,
    /// When the head of its answer came.
    pub(crate) replied: Option<Duration>,
    /// How it was over; `None` where it never was.
    pub(crate) end: Option<RequestEnd>,
    /// Where it was sent, innermost first.
    pub(crate) places: &'a [Place],
}

impl Request<'_> {
    /// How long it was open.
    pub(crate) fn length(&self) -> Duration {
        self.to.saturating_sub(self.from)
    }

    /// Whether it came to a page.
    pub(crate) fn has_succeeded(&self) -> bool {
        matches!(self.end, Some(RequestEnd::Answered { status: ..400 }))
    }
}

/// The requests of a trace, in the order in which they were sent. What a trace says of a request that
/// was never sent is passed over.
pub(crate) fn requests(trace: &Trace) -> Vec<Request<'_>> {
    let mut requests: Vec<Request<'_>> = Vec::new();
    let mut places = HashMap::new();
    let find = |places: &HashMap<RequestId, usize>, request: &RequestId| places.get(request).copied();
    for event in &trace.events {
        match &event.kind {
            EventKind::Request { request, url } if requests.len() < MOST => {
                places.insert(*request, requests.len());
                requests.push(Request {
                    url,
                    task: event.task,
                    from: event.at.get(),
                    to: trace.elapsed.max(event.at.get()),
                    replied: None,
                    end: None,
                    places: &event.places,
                });
            }
            EventKind::Reply { request } => {
                if let Some(index) = find(&places, request) {
                    requests[index].replied = Some(event.at.get());
                }
            }
            EventKind::Answer { request, end } => {
                if let Some(index) = find(&places, request) {
                    (requests[index].to, requests[index].end) = (event.at.get(), Some(*end));
                }
            }
            _ => {}
        }
    }
    requests
}

/// The line of a request; where that is not the student's, the line where its task was spawned.
pub(crate) fn line_of<'a>(run: Run<'a>, request: &Request<'a>) -> Option<&'a Location> {
    run.line(request.places).or_else(|| run.line(Lineage::of(run.trace).spawn(request.task)?))
}

/// The URLs of an input: one, or a list of them.
pub(crate) fn urls<'a>(run: Run<'a>, input: &str) -> Vec<&'a str> {
    let values = run.case.inputs.get(input).map_or(&[][..], Value::elements);
    let url = |value: &'a Value| if let Value::Text(url) = value { Some(url.as_str()) } else { None };
    values.iter().filter_map(url).collect()
}

/// The web of a case; there is one client where a rule asks for it.
pub(crate) fn web(run: Run<'_>) -> Option<&Web> {
    run.case.inputs.values().find_map(|value| if let Value::Web(web) = value { Some(web) } else { None })
}

/// What comes of a request for a URL, where there is so much time; `None` where it never comes.
pub(crate) fn result(web: &Web, url: &str, limit: Option<Duration>) -> Option<Value> {
    let error = |error: Value| Value::variant("Err", [error]);
    let Some(answer) = web.answers.get(url) else {
        return Some(error(Value::variant("UnknownHost", [])));
    };
    match (length(answer), limit) {
        (None, None) => return None,
        (None, Some(_)) => return Some(error(Value::variant("TimedOut", []))),
        (Some(length), Some(limit)) if length > limit => {
            return Some(error(Value::variant("TimedOut", [])));
        }
        (Some(_), _) => {}
    }
    Some(match &answer.reply {
        Reply::Refused => error(Value::variant("Refused", [])),
        Reply::Page { status, .. } if *status >= 400 => {
            error(Value::variant("Status", [Value::Int((*status).into())]))
        }
        Reply::Page { body, .. } => Value::variant("Ok", [Value::Text(body.clone())]),
    })
}

/// How long the slowest of the requests takes at least.
pub(crate) fn longest(run: Run<'_>) -> Option<Duration> {
    let web = web(run)?;
    let lengths = requests(run.trace).into_iter().filter_map(|request| length(web.answers.get(request.url)?));
    Some(lengths.max().unwrap_or_default())
}

/// How long it takes until there is a page or an error; `None` where that never comes.
pub(crate) fn length(answer: &Answer) -> Option<Duration> {
    Some(answer.after?.saturating_add(answer.body_after?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{ms, page, trace};

    #[test]
    fn a_request_lasts_from_its_sending_to_its_end() {
        let trace = trace()
            .request(0..300, "http://a.test/", RequestEnd::Answered { status: 200 }, &["src/a.rs:3"])
            .request(100..200, "http://b.test/", RequestEnd::Cancelled, &[])
            .open_request(150, "http://c.test/", &[])
            .takes(500)
            .done();
        let told: Vec<_> =
            requests(&trace).iter().map(|request| (request.url, request.from, request.length())).collect();
        assert_eq!(
            told,
            [
                ("http://a.test/", ms(0), ms(300)),
                ("http://b.test/", ms(100), ms(100)),
                ("http://c.test/", ms(150), ms(350)),
            ]
        );
        let ends: Vec<_> = requests(&trace).iter().map(|request| (request.replied, request.end)).collect();
        let answered = RequestEnd::Answered { status: 200 };
        let expected = [(Some(ms(300)), Some(answered)), (None, Some(RequestEnd::Cancelled)), (None, None)];
        assert_eq!(ends, expected);
        assert!(requests(&trace)[0].has_succeeded() && !requests(&trace)[1].has_succeeded());
    }

    #[test]
    fn a_forged_trace_does_no_harm() {
        let mut trace = trace().request(0..300, "http://a.test/", RequestEnd::Refused, &[]).takes(300).done();
        for event in &mut trace.events {
            if let EventKind::Answer { request, .. } = &mut event.kind {
                *request = RequestId(u32::MAX);
            }
        }
        assert_eq!(requests(&trace)[0].end, None);
    }

    #[test]
    fn results_are_what_the_web_answers_in_time() {
        let answers = [
            ("http://a.test/", page(1000, 200, "A", 500)),
            ("http://b.test/", page(1000, 404, "no", 0)),
            ("http://c.test/", Answer { reply: Reply::Refused, ..page(1000, 200, "", 0) }),
            ("http://d.test/", Answer { after: None, ..page(0, 200, "", 0) }),
        ];
        let answers = answers.map(|(url, answer)| (url.to_owned(), answer)).into();
        let web = Web { answers };
        let shown = |url, limit: Option<u64>| result(&web, url, limit.map(ms)).map(|value| value.to_string());
        assert_eq!(shown("http://a.test/", None).as_deref(), Some("Ok(\"A\")"));
        assert_eq!(shown("http://a.test/", Some(1500)).as_deref(), Some("Ok(\"A\")"));
        assert_eq!(shown("http://a.test/", Some(1499)).as_deref(), Some("Err(TimedOut)"));
        assert_eq!(shown("http://b.test/", Some(1000)).as_deref(), Some("Err(Status(404))"));
        assert_eq!(shown("http://c.test/", None).as_deref(), Some("Err(Refused)"));
        assert_eq!(shown("http://d.test/", None), None);
        assert_eq!(shown("http://d.test/", Some(1)).as_deref(), Some("Err(TimedOut)"));
        assert_eq!(shown("http://e.test/", None).as_deref(), Some("Err(UnknownHost)"));
    }
}
