//! Why there is no page.

use std::error::Error;
use std::fmt;

/// Why a page could not be fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FetchError {
    /// Nobody takes connections there.
    Refused,
    /// There is no host of that name.
    UnknownHost,
    /// The server answered with this status, which is an error: 400 to 599.
    Status(u16),
    /// There was no answer in time. A [`Client`](super::Client) waits for ever: this is for code that has
    /// a time limit of its own.
    TimedOut,
}

impl fmt::Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused => f.write_str("the connection was refused"),
            Self::UnknownHost => f.write_str("there is no such host"),
            Self::Status(status) => write!(f, "the server answered with status {status}"),
            Self::TimedOut => f.write_str("there was no answer in time"),
        }
    }
}

impl Error for FetchError {}
