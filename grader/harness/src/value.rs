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

    /// Several of them, as a list.
    fn list_into_value(list: Vec<Self>) -> Value
    where
        Self: Sized,
    {
        Value::List(list.into_iter().map(Self::into_value).collect())
    }
}

/// What is nothing but itself. Both functions are compiled here, once, and not again into each driver.
macro_rules! plain {
    ($($plain:ty: $value:expr;)*) => { $(
        impl Output for $plain {
            #[inline(never)]
            fn into_value(self) -> Value {
                let value: fn(Self) -> Value = $value;
                value(self)
            }

            #[inline(never)]
            fn list_into_value(list: Vec<Self>) -> Value {
                Value::List(list.into_iter().map(Self::into_value).collect())
            }
        }
    )* };
}

plain! {
    Value: |value| value;
    (): |()| Value::Unit;
    bool: Value::Bool;
    usize: |number| whole_number(number as i128);
    u64: |number| whole_number(number.into());
    u32: |number| whole_number(number.into());
    i64: |number| whole_number(number.into());
    i32: |number| whole_number(number.into());
    f64: Value::Float;
    &str: |text| Value::Text(text.to_owned());
    String: Value::Text;
    Duration: Value::Duration;
    FetchError: |error| match error {
        FetchError::Refused => Value::variant("Refused", []),
        FetchError::UnknownHost => Value::variant("UnknownHost", []),
        FetchError::Status(status) => Value::variant("Status", [Value::Int(status.into())]),
        FetchError::TimedOut => Value::variant("TimedOut", []),
    };
}

fn whole_number(number: i128) -> Value {
    Value::Int(i64::try_from(number).unwrap_or(i64::MAX))
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

impl<T: Output> Output for Vec<T> {
    fn into_value(self) -> Value {
        T::list_into_value(self)
    }
}
