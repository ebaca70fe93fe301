//! A client for the web, shaped like the one of the `reqwest` crate.
//!
//! The web behind it is made up: a [`Client`] knows what each URL answers and how long that takes, so
//! that nothing leaves this machine and the same program gets the same answers every time. The grader
//! makes the client that it gives to your code. For a program of your own, make one:
//!
//! ```
//! use std::time::Duration;
//! use course_support::http::{Answer, Client, FetchError};
//!
//! # #[tokio::main(flavor = "current_thread", start_paused = true)]
//! # async fn main() -> Result<(), FetchError> {
//! let client = Client::builder()
//!     .page("http://ada.test/", Answer::text("Hello!").after(Duration::from_secs(1)))
//!     .page("http://bob.test/", Answer::status(404))
//!     .build();
//!
//! let response = client.get("http://ada.test/").send().await?.error_for_status()?;
//! assert_eq!(response.text().await?, "Hello!");
//!
//! let missing = client.get("http://bob.test/").send().await?.error_for_status();
//! assert_eq!(missing.unwrap_err(), FetchError::Status(404));
//! # Ok(())
//! # }
//! ```
//!
//! | Python's aiohttp | here |
//! |---|---|
//! | `aiohttp.ClientSession()` | [`Client`] |
//! | `async with session.get(url) as response` | `client.get(url).send().await?` |
//! | `response.status` | [`Response::status`] |
//! | `response.raise_for_status()` | [`Response::error_for_status`] |
//! | `await response.text()` | [`Response::text`] |
//! | `aiohttp.ClientError` | [`FetchError`] |

mod answer;
mod error;
mod response;
#[doc(hidden)]
pub mod watch;

use std::collections::BTreeMap;
use std::fmt;
use std::future::pending;
use std::panic::Location;
use std::sync::Arc;
use std::time::Duration;

pub use self::answer::Answer;
use self::answer::Reply;
pub use self::error::FetchError;
pub use self::response::{Response, StatusCode};
use self::watch::{End, Open, Watch};

/// Sends requests. It can be cloned at next to no cost, and shared by tasks and threads.
#[derive(Clone)]
pub struct Client {
    pages: Arc<BTreeMap<String, Answer>>,
    watch: Option<&'static dyn Watch>,
}

impl Client {
    /// Begins a client that knows no URL yet.
    pub fn builder() -> ClientBuilder {
        ClientBuilder { pages: BTreeMap::new() }
    }

    /// Begins a request for `url`. Nothing is sent before [`RequestBuilder::send`] is awaited.
    pub fn get(&self, url: impl AsRef<str>) -> RequestBuilder {
        RequestBuilder { client: self.clone(), url: url.as_ref().to_owned() }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").finish_non_exhaustive()
    }
}

/// A client in the making, with the web that it is going to find.
#[derive(Debug, Clone)]
pub struct ClientBuilder {
    pages: BTreeMap<String, Answer>,
}

impl ClientBuilder {
    /// Says what is answered to a request for `url`. For other URLs there is no host.
    pub fn page(mut self, url: impl Into<String>, answer: Answer) -> Self {
        self.pages.insert(url.into(), answer);
        self
    }

    /// Makes the client.
    pub fn build(self) -> Client {
        Client { pages: Arc::new(self.pages), watch: None }
    }

    /// Makes the client, and has it tell of its requests.
    #[doc(hidden)]
    pub fn build_watched(self, watch: &'static dyn Watch) -> Client {
        Client { pages: Arc::new(self.pages), watch: Some(watch) }
    }
}

/// A request that has not been sent; made by [`Client::get`].
#[derive(Debug, Clone)]
#[must_use = "a request does nothing until it is sent"]
pub struct RequestBuilder {
    client: Client,
    url: String,
}

impl RequestBuilder {
    /// Sends the request and waits for the head of the answer: its status is known then, and its text
    /// may take longer.
    ///
    /// As every future this one does nothing before it is awaited; if it is dropped, so is the request.
    ///
    /// # Errors
    ///
    /// [`FetchError::Refused`] and [`FetchError::UnknownHost`]. A status such as 404 is an answer and no
    /// error: see [`Response::error_for_status`].
    #[track_caller]
    pub fn send(self) -> impl Future<Output = Result<Response, FetchError>> + Send {
        let at = Location::caller();
        async move {
            let Client { pages, watch } = self.client;
            let mut open = Open::begin(watch, &self.url, at);
            let Some(answer) = pages.get(&self.url) else {
                return Err(open.fails(End::UnknownHost, FetchError::UnknownHost));
            };
            pass(answer.after, watch).await;
            match &answer.reply {
                Reply::Refused => Err(open.fails(End::Refused, FetchError::Refused)),
                Reply::Page { status, body } => {
                    open.replied(*status);
                    Ok(Response::new(self.url, *status, body.clone(), answer.body_after, open))
                }
            }
        }
    }
}

/// Waits for a part of an answer; for ever where it never comes.
async fn pass(time: Option<Duration>, watch: Option<&'static dyn Watch>) {
    match (time, watch) {
        (Some(Duration::ZERO), _) => {}
        (Some(time), Some(watch)) => watch.sleep(time).await,
        (Some(time), None) => tokio::time::sleep(time).await,
        (None, Some(watch)) => watch.never().await,
        (None, None) => pending().await,
    }
}
