//! What a call returns, as data.

use std::time::Duration;

use course_support::http::FetchError;
use grader_trace::Value;

/// Turns what student code returned into data.
pub fn value<T: Output>(output: T) -> Value {
    output.into_value()
}

/// A type that student code can return.
#[diagnostic::on_unimplemented(
    message = "the harness cannot turn `{Self}` into data: no scenario can have it as its `output`",
    label = "no check can read a `{Self}`",
    note = "an `output` is made of these types: (), bool, usize, u64, u32, i64, i32, f64, String, &str, \
            Duration, FetchError, Vec<…>, Option<…> and Result<…>"
)]
pub trait Output {
    /// The value as data. Whole numbers beyond 64 signed bits become the nearest one.
    fn into_value(self) -> Value;
}

impl Output for Value {
    fn into_value(self) -> Value {
        self
    }
}

impl Output for () {
    fn into_value(self) -> Value {
        Value::Unit
    }
}

impl Output for bool {
    fn into_value(self) -> Value {
        Value::Bool(self)
    }
}

macro_rules! whole_numbers {
    ($($number:ty)*) => { $(
        impl Output for $number {
            fn into_value(self) -> Value {
                Value::Int(i64::try_from(self as i128).unwrap_or(i64::MAX))
            }
        }
    )* };
}

whole_numbers!(usize u64 u32 i64 i32);

impl Output for f64 {
    fn into_value(self) -> Value {
        Value::Float(self)
    }
}

impl Output for &str {
    fn into_value(self) -> Value {
        Value::Text(self.to_owned())
    }
}

impl Output for String {
    fn into_value(self) -> Value {
        Value::Text(self)
    }
}

impl Output for Duration {
    fn into_value(self) -> Value {
        Value::Duration(self)
    }
}

/// `None` is `()`.
impl<T: Output> Output for Option<T> {
    fn into_value(self) -> Value {
        self.map_or(Value::Unit, T::into_value)
    }
}

impl<T: Output, E: Output> Output for Result<T, E> {
    fn into_value(self) -> Value {
        match self {
            Ok(value) => Value::variant("Ok", [value.into_value()]),
            Err(error) => Value::variant("Err", [error.into_value()]),
        }
    }
}

impl Output for FetchError {
    fn into_value(self) -> Value {
        match self {
            Self::Refused => Value::variant("Refused", []),
            Self::UnknownHost => Value::variant("UnknownHost", []),
            Self::Status(status) => Value::variant("Status", [Value::Int(status.into())]),
            Self::TimedOut => Value::variant("TimedOut", []),
        }
    }
}

impl<T: Output> Output for Vec<T> {
    fn into_value(self) -> Value {
        Value::List(self.into_iter().map(T::into_value).collect())
    }
}
