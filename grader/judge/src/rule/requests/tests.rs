use grader_trace::{RequestEnd, Trace};

use super::*;
use crate::sample::{TraceBuilder, ms, said, trace, with_web};

const OK: RequestEnd = RequestEnd::Answered { status: 200 };
const A: &str = "http://a.test/";
const B: &str = "http://b.test/";
const C: &str = "http://c.test/";
const LINE: &[&str] = &["src/multiple.rs:9"];

fn judged(rule: &Requests, trace: &Trace, urls: &[&str], slots: i64) -> Option<Finding> {
    let others = [("n", Value::Int(slots)), ("limit", Value::Duration(ms(2000)))];
    with_web(trace, &[], urls, &others, |run| check(rule, run))
}

fn input(name: &str) -> Option<Amount> {
    Some(Amount::Input(name.to_owned()))
}

/// Requests that are all answered, one for each of these times.
fn sent(times: &[std::ops::Range<u64>]) -> TraceBuilder {
    let urls = [A, B, C, "http://d.test/", "http://e.test/"];
    let each = times.iter().cloned().zip(urls);
    each.fold(trace(), |trace, (when, url)| trace.request(when, url, OK, LINE))
}

#[track_caller]
fn tells(finding: Option<Finding>, expected: &str, observed: &str, cause: &str) {
    assert_eq!(said(finding.as_ref()), Some((expected, observed)));
    assert_eq!(finding.unwrap().cause.as_deref(), Some(cause));
}

fn each() -> Requests {
    Requests { each: Some("urls".to_owned()), ..Requests::default() }
}

#[test]
fn each_url_is_asked_for_as_often_as_it_is_listed() {
    let trace = sent(&[0..100, 0..200]).request(0..300, A, OK, LINE).done();
    assert_eq!(judged(&each(), &trace, &[A, B, A], 1), None);
    tells(
        judged(&each(), &trace, &[B, A], 1),
        "one request for http://a.test/",
        "2 requests, at 0 s and 0 s",
        "it is asked for again while the first request goes on",
    );
    tells(
        judged(&each(), &trace, &[A, B, A, B], 1),
        "2 requests for http://b.test/, which is in urls so often",
        "1 request, at 0 s",
        "what is in urls twice is asked for twice: does a set or a map take the place of the list?",
    );
    let finding = judged(&each(), &trace, &[A, A], 1).unwrap();
    assert_eq!(
        said(Some(&finding)),
        Some(("requests for nothing but what is in urls", "1 request for http://b.test/, at 0 s"))
    );
    assert_eq!(finding.location.as_deref(), Some("src/multiple.rs:9"));
    assert!(finding.timeline.is_some());
}

#[test]
fn a_url_that_is_asked_for_again_is_told_with_what_came_of_it_before() {
    let again = |end| trace().request(0..100, A, end, LINE).request(100..200, A, OK, LINE).done();
    let cause = |end| judged(&each(), &again(end), &[A], 1).unwrap().cause.unwrap();
    assert_eq!(cause(OK), "it is asked for again after it was answered");
    let failed = "it is asked for again after the first request has failed";
    assert_eq!(cause(RequestEnd::Refused), failed);
    assert_eq!(cause(RequestEnd::Answered { status: 503 }), failed);
    assert_eq!(cause(RequestEnd::Cancelled), failed);
}

#[test]
fn a_failure_after_which_nothing_is_sent_is_told() {
    let trace = trace().request(0..100, A, OK, LINE).request(100..200, B, RequestEnd::Refused, LINE).done();
    tells(
        judged(&each(), &trace, &[A, B, C], 1),
        "one request for http://c.test/",
        "none",
        "nothing more is sent after the request for http://b.test/ has failed",
    );
    tells(
        judged(&each(), &crate::sample::trace().done(), &[A], 1),
        "one request for http://a.test/",
        "none",
        "no request is sent: `send()` does nothing until it is awaited",
    );
}

#[test]
fn at_most_so_many_are_open_at_the_same_time() {
    let rule = Requests { at_most: input("n"), ..Requests::default() };
    let stairs = sent(&[0..100, 0..200, 100..300]).done();
    assert_eq!(judged(&rule, &stairs, &[], 2), None, "one ends as the next is sent");
    tells(
        judged(&rule, &stairs, &[], 1),
        "at most n, 1, requests at the same time",
        "2 requests at 0 s",
        "this one is sent while others go on",
    );
    tells(
        judged(&rule, &sent(&[0..100, 0..200, 0..300]).done(), &[], 2),
        "at most n, 2, requests at the same time",
        "3 requests at 0 s",
        "all requests are sent at once",
    );
    let reads = trace().request_with_head(0..200, Some(100), A, OK, LINE).request(100..300, B, OK, LINE);
    tells(
        judged(&rule, &reads.done(), &[], 1),
        "at most n, 1, requests at the same time",
        "2 requests at 0.1 s",
        "the text of http://a.test/ is still being read when this one is sent: a request takes up its \
         place until its text is there",
    );
}

#[test]
fn all_are_sent_at_once() {
    let rule = Requests { at_least: Some(AtOnce::All), ..Requests::default() };
    assert_eq!(judged(&rule, &sent(&[5..100, 5..5, 5..300]).done(), &[], 1), None);
    assert_eq!(judged(&rule, &trace().done(), &[], 1), None);
    tells(
        judged(&rule, &sent(&[0..100, 100..200, 200..300]).done(), &[], 1),
        "all 3 requests to be sent at once",
        "the request for http://b.test/ was sent only at 0.1 s",
        "each request is sent only after the one before is over",
    );
    let blocked = sent(&[0..100, 50..200]).block(0..50, &["src/multiple.rs:4"]).done();
    let finding = judged(&rule, &blocked, &[], 1).unwrap();
    assert_eq!(finding.location.as_deref(), Some("src/multiple.rs:4"));
    assert_eq!(
        finding.cause.as_deref(),
        Some("std::thread::sleep blocks the thread, so that nothing else can go on")
    );
}

fn least() -> Requests {
    Requests { at_least: Some(AtOnce::Count(Amount::Input("n".to_owned()))), ..Requests::default() }
}

#[test]
fn a_place_that_is_free_is_taken_at_once() {
    let slots = sent(&[0..100, 0..300, 100..200, 200..400, 300..500]).done();
    assert_eq!(judged(&least(), &slots, &[], 2), None);
    let zero = sent(&[0..0, 0..0, 0..100]).done();
    assert_eq!(judged(&least(), &zero, &[], 2), None, "what takes no time takes up no place");
    let few = sent(&[0..100, 0..100]).done();
    assert_eq!(judged(&least(), &few, &[], 5), None, "there are no more to send");
    let tick = sent(&[0..100, 101..300]).done();
    assert_eq!(judged(&least(), &tick, &[], 1), None, "a tick is as good as nothing");
}

#[test]
fn rounds_leave_places_free() {
    tells(
        judged(&least(), &sent(&[0..100, 0..300, 300..400, 300..500]).done(), &[], 2),
        "n, 2, requests at the same time, as long as there are more to send",
        "only 1 request from 0.1 s on, though 2 more had to be sent",
        "the requests come in rounds, and each round starts only after the slowest of the one before is over",
    );
    tells(
        judged(&least(), &sent(&[0..100, 100..300, 300..400]).done(), &[], 2),
        "n, 2, requests at the same time, as long as there are more to send",
        "only 1 request from 0 s on, though 2 more had to be sent",
        "each request is sent only after the one before is over",
    );
}

#[test]
fn a_buffered_stream_may_wait_for_earlier_results() {
    // The second is over at once, and its result waits for that of the first.
    let buffered = sent(&[0..300, 0..100, 300..400, 300..500]).done();
    assert_eq!(judged(&least(), &buffered, &[], 2), None);
    // Two workers with a list of their own each: the second has nothing left to do.
    let shares = sent(&[0..300, 0..100, 100..200, 300..400]).done();
    assert!(judged(&least(), &shares, &[], 2).is_some());
}

#[test]
fn no_request_is_open_for_longer_than_the_limit() {
    let rule = Requests { limit: input("limit"), ..Requests::default() };
    assert_eq!(judged(&rule, &sent(&[0..2000, 1500..3501]).done(), &[], 1), None);
    let expected = "no request to be open for longer than limit, 2 s";
    tells(
        judged(&rule, &sent(&[0..5000, 0..100]).done(), &[], 1),
        expected,
        "the request for http://a.test/ was open for 5 s",
        "a request ends when its future is dropped, as `timeout` does when the time is up",
    );
    let reads = trace().request_with_head(0..3000, Some(1000), A, OK, LINE).done();
    tells(
        judged(&rule, &reads, &[], 1),
        expected,
        "the request for http://a.test/ was open for 3 s",
        "the limit has to be over the whole request: to read the text takes time too",
    );
    let task =
        trace().wait(0..2000, &[]).task(0..5000, LINE, |task| task.request(0..5000, A, OK, &[])).done();
    let finding = judged(&rule, &task, &[], 1).unwrap();
    assert!(finding.cause.unwrap().starts_with("the task that sent it goes on"));
    assert_eq!(finding.location.as_deref(), Some("src/multiple.rs:9"));
}

#[test]
fn urls_of_a_submission_are_escaped() {
    let trace = trace().request(0..1, "http://\u{1b}[2J", OK, LINE).done();
    let finding = judged(&each(), &trace, &[], 1).unwrap();
    assert_eq!(finding.observed.as_deref(), Some("1 request for http://\\u{1b}[2J, at 0 s"));
}
