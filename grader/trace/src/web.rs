//! The web as a scenario has it: what answers when a client asks for a URL.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::nanos;
use crate::value::seconds;

/// What answers for each URL. Nothing answers for any other: there is no such host.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Web {
    /// By URL.
    pub answers: BTreeMap<String, Answer>,
}

/// What comes of a request, and when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// How long it takes from the request to the head of the answer, or to the refusal; `None` where
    /// neither ever comes.
    #[serde(with = "nanos::optional")]
    pub after: Option<Duration>,
    /// What comes then.
    pub reply: Reply,
    /// How much later the text is there; `None` where its end never comes.
    #[serde(with = "nanos::optional")]
    pub body_after: Option<Duration>,
}

/// What a server says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reply {
    /// A page.
    Page {
        /// The status of HTTP, such as 200 or 404.
        status: u16,
        /// The text.
        body: String,
    },
    /// The connection is refused.
    Refused,
}

/// A request of a world, numbered in the order of sending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RequestId(pub u32);

/// How a request was over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RequestEnd {
    /// It was answered, and the text was read to its end or is not wanted.
    Answered {
        /// The status of HTTP.
        status: u16,
    },
    /// The connection was refused.
    Refused,
    /// There is no such host.
    UnknownHost,
    /// It was dropped before its answer was there.
    Cancelled,
}

/// Writes the times and what is not a page as it should be; texts are too long to be shown.
impl fmt::Display for Web {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("{")?;
        for (index, (url, answer)) in self.answers.iter().enumerate() {
            let comma = if index > 0 { ", " } else { "" };
            write!(f, "{comma}{url}: {answer}")?;
        }
        f.write_str("}")
    }
}

/// `1 s`, `404 after 1 s`, `refused after 0 s`, `never`.
impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(after) = self.after.map(seconds) else { return f.write_str("never") };
        match (&self.reply, self.body_after) {
            (Reply::Refused, _) => write!(f, "refused after {after}"),
            (Reply::Page { status: status @ 400.., .. }, _) => write!(f, "{status} after {after}"),
            (Reply::Page { .. }, Some(Duration::ZERO)) => f.write_str(&after),
            (Reply::Page { .. }, Some(body)) => write!(f, "{after} + {} for its text", seconds(body)),
            (Reply::Page { .. }, None) => write!(f, "{after}, its text never"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_read_as_people_write_them() {
        let page = |status| Reply::Page { status, body: "text".to_owned() };
        let second = Some(Duration::from_secs(1));
        let answer = |after, reply, body_after| Answer { after, reply, body_after };
        let shown = [
            (answer(second, page(200), Some(Duration::ZERO)), "1 s"),
            (answer(second, page(200), second), "1 s + 1 s for its text"),
            (answer(second, page(200), None), "1 s, its text never"),
            (answer(second, page(404), Some(Duration::ZERO)), "404 after 1 s"),
            (answer(second, Reply::Refused, Some(Duration::ZERO)), "refused after 1 s"),
            (answer(None, page(200), second), "never"),
        ];
        for (answer, words) in &shown {
            assert_eq!(answer.to_string(), *words);
        }
        let answers = shown.into_iter().take(2).enumerate();
        let answers = answers.map(|(index, (answer, _))| (format!("http://{index}.test/"), answer)).collect();
        assert_eq!(
            Web { answers }.to_string(),
            "{http://0.test/: 1 s, http://1.test/: 1 s + 1 s for its text}"
        );
    }
}
