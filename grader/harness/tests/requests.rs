//! The course's client in a world: what is recorded of its requests, and that nothing else is.

mod story;

use std::time::Duration;

use course_support::http::{Client, FetchError};
use futures::future::join_all;
use grader_harness::{Input, Inputs};
use grader_trace::{Answer, Ending, Reply, Value, Web};
use story::{run, story};
use tokio::time::{sleep, timeout};

const fn millis(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

fn page(after: Option<u64>, status: u16, body: &str, body_after: u64) -> Answer {
    let reply = Reply::Page { status, body: body.to_owned() };
    Answer { after: after.map(millis), reply, body_after: Some(millis(body_after)) }
}

fn client() -> Client {
    let answers = [
        ("http://ada.test/", page(Some(20), 200, "Ada", 10)),
        ("http://bob.test/", page(Some(10), 404, "", 0)),
        ("http://cy.test/", Answer { reply: Reply::Refused, ..page(Some(5), 200, "", 0) }),
        ("http://dan.test/", page(None, 200, "", 0)),
    ];
    let answers = answers.map(|(url, answer)| (url.to_owned(), answer)).into();
    Client::from_value(&Value::Web(Web { answers })).expect("a web makes a client")
}

async fn fetch(client: &Client, url: &str) -> Result<String, FetchError> {
    client.get(url).send().await?.error_for_status()?.text().await
}

#[test]
fn an_input_becomes_a_client_and_nothing_else_does() {
    assert!(Client::from_value(&Value::Int(1)).is_none());
    let web = Value::Web(Web::default());
    let inputs: grader_trace::wire::Inputs = [("client".to_owned(), web)].into();
    let _client: Client = Inputs::from(inputs).get("client");
}

#[test]
fn requests_are_recorded_and_the_timers_behind_them_are_not() {
    let trace = run(|| async {
        let client = client();
        let urls = ["http://ada.test/", "http://bob.test/", "http://cy.test/", "http://no.test/"];
        join_all(urls.map(|url| fetch(&client, url))).await
    });
    assert_eq!(
        story(&trace),
        [
            "0 #0 sends request 0 for http://ada.test/ (-13)",
            "0 #0 sends request 1 for http://bob.test/ (-13)",
            "0 #0 sends request 2 for http://cy.test/ (-13)",
            "0 #0 sends request 3 for http://no.test/ (-13)",
            "0 #0 request 3 ends: UnknownHost",
            "5 #0 request 2 ends: Refused",
            "10 #0 request 1 has its head",
            "10 #0 request 1 ends: Answered { status: 404 }",
            "20 #0 request 0 has its head",
            "30 #0 request 0 ends: Answered { status: 200 }",
        ]
    );
    let error = |error: Value| Value::variant("Err", [error]);
    let status = Value::variant("Status", [Value::Int(404)]);
    assert_eq!(
        trace.value,
        Some(Value::List(vec![
            Value::variant("Ok", [Value::Text("Ada".to_owned())]),
            error(status),
            error(Value::variant("Refused", [])),
            error(Value::variant("UnknownHost", [])),
        ]))
    );
}

#[test]
fn a_request_that_is_dropped_is_cancelled() {
    let trace = run(|| async {
        let client = client();
        let never = timeout(millis(7), fetch(&client, "http://dan.test/")).await;
        never.map_err(|_| FetchError::TimedOut)
    });
    assert_eq!(
        story(&trace),
        [
            "0 #0 makes timer 0 (+2)",
            "0 #0 sends request 0 for http://dan.test/ (-48)",
            "0 #0 waits 7 for timer 0",
            "7 #0 timer 0 fires",
            "7 #0 request 0 ends: Cancelled",
        ]
    );
}

#[test]
fn an_answer_that_never_comes_leaves_the_call_stuck_at_once() {
    let trace = run(|| async {
        sleep(millis(3)).await;
        fetch(&client(), "http://dan.test/").await
    });
    let Ending::Stuck { since, waiting } = trace.ending else { panic!("{:?}", trace.ending) };
    assert_eq!((since, waiting.len()), (millis(3), 1));
}

#[test]
fn a_request_whose_timer_runs_is_no_deadlock() {
    let trace = run(|| async { fetch(&client(), "http://ada.test/").await.is_ok() });
    assert_eq!((trace.ending, trace.value), (Ending::Returned, Some(Value::Bool(true))));
}

#[test]
fn a_client_that_student_code_makes_tells_nothing() {
    let trace = run(|| async {
        let client = Client::builder().page("http://ada.test/", course_support::http::Answer::text("forged"));
        fetch(&client.build(), "http://ada.test/").await
    });
    assert_eq!(story(&trace), [""; 0]);
}
