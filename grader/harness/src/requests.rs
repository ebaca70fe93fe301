//! The course's client in a world: what a scenario's web answers, and what is recorded of requests.
//!
//! A client waits with tokio's timers, which are no waits of student code's: they are not recorded.

use std::panic::Location;
use std::time::Duration;

use course_support::http::watch::{Boxed, End, Watch};
use course_support::http::{Answer, Client};
use grader_trace::{EventKind, Reply, RequestEnd, RequestId, Value};

use crate::state::State;
use crate::{Input, current, record};

/// Records the requests of a client in the world of the thread that sends them.
struct Recorder;

impl Input for Client {
    fn from_value(value: &Value) -> Option<Self> {
        let Value::Web(web) = value else { return None };
        let pages = web.answers.iter().map(|(url, answer)| (url, made(answer)));
        let client = pages.fold(Client::builder(), |client, (url, answer)| client.page(url, answer));
        Some(client.build_watched(&Recorder))
    }
}

/// An answer as the client has it.
fn made(answer: &grader_trace::Answer) -> Answer {
    let Some(after) = answer.after else { return Answer::never() };
    let made = match &answer.reply {
        Reply::Page { status, body } => Answer::status(*status).with_text(body),
        Reply::Refused => Answer::refused(),
    };
    match answer.body_after {
        Some(time) => made.after(after).body_after(time),
        None => made.after(after).body_never(),
    }
}

impl Watch for Recorder {
    fn begins(&self, url: &str, at: &'static Location<'static>) -> u32 {
        // Outside of a world nobody hears of it again.
        current::with(|state| state.request_begins(url, at)).unwrap_or_default()
    }

    fn replied(&self, request: u32) {
        let request = RequestId(request);
        current::with(|state| {
            state.record(&mut state.lock(), EventKind::Reply { request }, vec![]);
        });
    }

    fn ends(&self, request: u32, end: End) {
        let (request, end) = (RequestId(request), recorded(end));
        current::with(|state| {
            state.record(&mut state.lock(), EventKind::Answer { request, end }, vec![]);
        });
    }

    fn sleep(&self, time: Duration) -> Boxed {
        current::with(|state| state.lock().resources.hide_next_timer());
        Box::pin(tokio::time::sleep(time))
    }

    fn never(&self) -> Boxed {
        // Something of tokio's, which can be asked where it waits.
        Box::pin(async { tokio::sync::Notify::new().notified().await })
    }
}

impl State {
    fn request_begins(&self, url: &str, at: &Location<'_>) -> u32 {
        let line = self.files.locate(at.file(), at.line());
        let inner = &mut *self.lock();
        let request = RequestId(inner.requests);
        inner.requests += 1;
        let places = inner.places(line);
        self.record(inner, EventKind::Request { request, url: record::message(url).into() }, places);
        request.0
    }
}

fn recorded(end: End) -> RequestEnd {
    match end {
        End::Answered(status) => RequestEnd::Answered { status },
        End::Refused => RequestEnd::Refused,
        End::UnknownHost => RequestEnd::UnknownHost,
        End::Cancelled => RequestEnd::Cancelled,
    }
}
