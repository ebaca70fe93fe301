//! What a URL answers.

use std::time::Duration;

/// What a URL answers, and how long that takes. Without further ado it comes at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub(super) reply: Reply,
    /// Until the head of the answer; `None` where it never comes.
    pub(super) after: Option<Duration>,
    /// Until the end of its text after that.
    pub(super) body_after: Option<Duration>,
}

/// What a server says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reply {
    Page { status: u16, body: String },
    Refused,
}

impl Answer {
    /// A page with this text.
    pub fn text(body: impl Into<String>) -> Self {
        Self::new(Reply::Page { status: 200, body: body.into() })
    }

    /// An empty page with this status of HTTP, such as 404.
    pub fn status(status: u16) -> Self {
        Self::new(Reply::Page { status, body: String::new() })
    }

    /// The connection is refused.
    pub fn refused() -> Self {
        Self::new(Reply::Refused)
    }

    /// No answer ever comes.
    pub fn never() -> Self {
        Self { after: None, ..Self::status(200) }
    }

    fn new(reply: Reply) -> Self {
        Self { reply, after: Some(Duration::ZERO), body_after: Some(Duration::ZERO) }
    }

    /// The same, so much time after the request: a page's status is known then, or the connection
    /// refused.
    #[must_use]
    pub fn after(mut self, time: Duration) -> Self {
        self.after = Some(time);
        self
    }

    /// The same, with the text of the page so much later than its status.
    #[must_use]
    pub fn body_after(mut self, time: Duration) -> Self {
        self.body_after = Some(time);
        self
    }

    /// The same with another text, as pages have that tell of an error.
    #[must_use]
    pub fn with_text(mut self, text: impl Into<String>) -> Self {
        if let Reply::Page { body, .. } = &mut self.reply {
            *body = text.into();
        }
        self
    }

    /// The same, with a text of which the end never comes.
    #[must_use]
    pub fn body_never(mut self) -> Self {
        self.body_after = None;
        self
    }
}
