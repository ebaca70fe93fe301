//! An answer whose head has come.

use std::fmt;
use std::time::Duration;

use super::watch::Open;
use super::{FetchError, pass};

/// An answer: its status is known, and its text is on the way.
///
/// As long as it is there, its request is open: [`text`](Self::text) ends it, or dropping it.
#[derive(Debug)]
pub struct Response {
    url: String,
    status: StatusCode,
    body: String,
    body_after: Option<Duration>,
    open: Open,
}

impl Response {
    pub(super) fn new(
        url: String,
        status: u16,
        body: String,
        body_after: Option<Duration>,
        open: Open,
    ) -> Self {
        Self { url, status: StatusCode(status), body, body_after, open }
    }

    /// The URL that was asked for.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The status of HTTP.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The response itself, unless its status is an error.
    ///
    /// # Errors
    ///
    /// [`FetchError::Status`] where it is from 400 to 599.
    pub fn error_for_status(self) -> Result<Self, FetchError> {
        if self.status.is_error() { Err(FetchError::Status(self.status.0)) } else { Ok(self) }
    }

    /// Waits for the end of the text, and returns it.
    ///
    /// # Errors
    ///
    /// None as yet: a connection does not break in the midst of a text.
    pub async fn text(mut self) -> Result<String, FetchError> {
        self.open.is_read();
        pass(self.body_after, self.open.watch()).await;
        self.open.replied_in_full(self.status.0);
        Ok(self.body)
    }
}

/// A status of HTTP, such as 200 or 404.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatusCode(u16);

impl StatusCode {
    /// 200.
    pub const OK: Self = Self(200);
    /// 404.
    pub const NOT_FOUND: Self = Self(404);

    /// The number.
    pub fn as_u16(self) -> u16 {
        self.0
    }

    /// Whether all went well: 200 to 299.
    pub fn is_success(self) -> bool {
        (200..300).contains(&self.0)
    }

    /// Whether the client is to blame: 400 to 499.
    pub fn is_client_error(self) -> bool {
        (400..500).contains(&self.0)
    }

    /// Whether the server is to blame: 500 to 599.
    pub fn is_server_error(self) -> bool {
        (500..600).contains(&self.0)
    }

    fn is_error(self) -> bool {
        self.is_client_error() || self.is_server_error()
    }
}

impl PartialEq<u16> for StatusCode {
    fn eq(&self, other: &u16) -> bool {
        self.0 == *other
    }
}

impl fmt::Display for StatusCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
