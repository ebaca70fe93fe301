//! What a client of the course's does: outside of a world, under tokio's paused clock.

use std::panic::Location;
use std::sync::Mutex;
use std::time::Duration;

use course_support::http::watch::{Boxed, End, Watch};
use course_support::http::{Answer, Client, FetchError, StatusCode};
use tokio::time::{Instant, timeout};

const SECOND: Duration = Duration::from_secs(1);

fn client() -> Client {
    web().build()
}

fn web() -> course_support::http::ClientBuilder {
    Client::builder()
        .page("http://ada.test/", Answer::text("Ada").after(SECOND).body_after(2 * SECOND))
        .page("http://bob.test/", Answer::status(404).with_text("none").after(SECOND))
        .page("http://cy.test/", Answer::refused().after(SECOND))
        .page("http://dan.test/", Answer::never())
        .page("http://eve.test/", Answer::text("Eve").body_never())
}

async fn fetch(client: &Client, url: &str) -> Result<String, FetchError> {
    client.get(url).send().await?.error_for_status()?.text().await
}

#[tokio::test(start_paused = true)]
async fn every_answer_takes_its_time() {
    let client = client();
    let table = [
        ("http://ada.test/", Ok("Ada".to_owned()), 3),
        ("http://bob.test/", Err(FetchError::Status(404)), 1),
        ("http://cy.test/", Err(FetchError::Refused), 1),
        ("http://no.test/", Err(FetchError::UnknownHost), 0),
    ];
    for (url, result, seconds) in table {
        let start = Instant::now();
        assert_eq!(fetch(&client, url).await, result, "{url}");
        assert_eq!(start.elapsed(), seconds * SECOND, "{url}");
    }
    for url in ["http://dan.test/", "http://eve.test/"] {
        assert!(timeout(1000 * SECOND, fetch(&client, url)).await.is_err(), "{url}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_status_is_no_error_until_it_is_asked_for() {
    let response = client().get("http://bob.test/").send().await.unwrap();
    assert_eq!((response.url(), response.status()), ("http://bob.test/", StatusCode::NOT_FOUND));
    assert!(response.status() == 404 && response.status().is_client_error());
    assert_eq!(response.text().await.unwrap(), "none");
}

#[test]
fn a_client_and_its_futures_can_be_given_to_tasks() {
    fn is_shared<T: Send + Sync + Clone + 'static>(_: &T) {}
    fn is_sent<T: Send + 'static>(_: T) {}
    let client = client();
    is_shared(&client);
    is_sent(client.get("http://ada.test/").send());
    is_sent(async move { fetch(&client, "http://ada.test/").await });
}

#[test]
fn errors_say_what_happened() {
    let told = [FetchError::Refused, FetchError::UnknownHost, FetchError::Status(503), FetchError::TimedOut];
    assert_eq!(
        told.map(|error| error.to_string()),
        [
            "the connection was refused",
            "there is no such host",
            "the server answered with status 503",
            "there was no answer in time",
        ]
    );
}

/// Notes what it is told.
struct Notes(Mutex<Vec<String>>);

static NOTES: Notes = Notes(Mutex::new(Vec::new()));

impl Notes {
    fn add(&self, note: String) -> u32 {
        let mut notes = self.0.lock().expect("no test panics with it");
        notes.push(note);
        u32::try_from(notes.len()).expect("they are few")
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().expect("no test panics with it"))
    }
}

impl Watch for Notes {
    fn begins(&self, url: &str, at: &'static Location<'static>) -> u32 {
        assert!(at.file().ends_with("tests/http.rs"), "{at}");
        self.add(format!("begins {url}"))
    }

    fn replied(&self, request: u32) {
        self.add(format!("replied {request}"));
    }

    fn ends(&self, request: u32, end: End) {
        self.add(format!("ends {request} {end:?}"));
    }

    fn sleep(&self, time: Duration) -> Boxed {
        Box::pin(tokio::time::sleep(time))
    }

    fn never(&self) -> Boxed {
        Box::pin(std::future::pending())
    }
}

#[tokio::test(start_paused = true)]
async fn a_watched_client_tells_of_its_requests() {
    let client = web().build_watched(&NOTES);
    let not_sent = client.get("http://ada.test/").send();
    drop(not_sent);
    assert_eq!(NOTES.take(), [""; 0]);

    fetch(&client, "http://ada.test/").await.unwrap();
    assert_eq!(NOTES.take(), ["begins http://ada.test/", "replied 1", "ends 1 Answered(200)"]);
    fetch(&client, "http://bob.test/").await.unwrap_err();
    assert_eq!(NOTES.take(), ["begins http://bob.test/", "replied 1", "ends 1 Answered(404)"]);
    fetch(&client, "http://cy.test/").await.unwrap_err();
    assert_eq!(NOTES.take(), ["begins http://cy.test/", "ends 1 Refused"]);
    fetch(&client, "http://no.test/").await.unwrap_err();
    assert_eq!(NOTES.take(), ["begins http://no.test/", "ends 1 UnknownHost"]);

    timeout(SECOND, fetch(&client, "http://dan.test/")).await.unwrap_err();
    assert_eq!(NOTES.take(), ["begins http://dan.test/", "ends 1 Cancelled"]);
    timeout(2 * SECOND, fetch(&client, "http://ada.test/")).await.unwrap_err();
    assert_eq!(NOTES.take(), ["begins http://ada.test/", "replied 1", "ends 1 Cancelled"]);

    let response = client.get("http://ada.test/").send().await.unwrap();
    assert_eq!(NOTES.take(), ["begins http://ada.test/", "replied 1"], "it is open as long as it is kept");
    drop(response);
    assert_eq!(NOTES.take(), ["ends 1 Answered(200)"]);
}
