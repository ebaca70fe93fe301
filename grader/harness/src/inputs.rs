//! The inputs of a call, as the types that student code takes.

use std::time::Duration;

use grader_trace::{Value, wire};

/// The inputs of a case, by name.
#[derive(Debug, Clone)]
pub struct Inputs(wire::Inputs);

impl From<wire::Inputs> for Inputs {
    fn from(inputs: wire::Inputs) -> Self {
        Self(inputs)
    }
}

impl Inputs {
    /// The input of a name.
    ///
    /// # Panics
    ///
    /// If there is none, or one that `T` cannot hold: the course's check of itself lets
    /// neither through.
    #[track_caller]
    pub fn get<T: Input>(&self, name: &str) -> T {
        let Some(value) = self.0.get(name) else { panic!("the course gives no input `{name}`") };
        match T::from_value(value) {
            Some(input) => input,
            None => panic!("the course's input `{name}` = {value} is no {}", std::any::type_name::<T>()),
        }
    }
}

/// A type that an input can have.
#[diagnostic::on_unimplemented(
    message = "the harness cannot make a `{Self}` from a course's data: no input can have this type",
    label = "a course's data cannot become a `{Self}`",
    note = "an input has one of these types: bool, usize, u64, u32, i64, i32, f64, String, Duration, \
            Client and Vec<…>"
)]
pub trait Input: Sized {
    /// The value as this type, if this type can hold it.
    fn from_value(value: &Value) -> Option<Self>;
}

macro_rules! whole_numbers {
    ($($number:ty)*) => { $(
        impl Input for $number {
            fn from_value(value: &Value) -> Option<Self> {
                if let Value::Int(number) = value { Self::try_from(*number).ok() } else { None }
            }
        }
    )* };
}

whole_numbers!(usize u64 u32 i64 i32);

impl Input for f64 {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Float(number) => Some(*number),
            // TOML and JSON make no difference between `1` and `1.0` where a person writes it.
            Value::Int(number) => Some(*number as Self),
            _ => None,
        }
    }
}

impl Input for bool {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Bool(value) = value { Some(*value) } else { None }
    }
}

impl Input for String {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Text(text) = value { Some(text.clone()) } else { None }
    }
}

impl Input for Duration {
    fn from_value(value: &Value) -> Option<Self> {
        value.as_duration()
    }
}

impl<T: Input> Input for Vec<T> {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::List(values) = value { values.iter().map(T::from_value).collect() } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inputs() -> Inputs {
        let list = Value::List(vec![Value::Duration(Duration::from_secs(1))]);
        let named = [("n", Value::Int(-1)), ("waits", list), ("name", Value::Text("x".into()))];
        Inputs(named.map(|(name, value)| (name.to_owned(), value)).into())
    }

    #[test]
    fn inputs_have_the_type_asked_for() {
        assert_eq!(inputs().get::<i32>("n"), -1);
        assert_eq!(inputs().get::<f64>("n"), -1.0);
        assert_eq!(inputs().get::<String>("name"), "x");
        assert_eq!(inputs().get::<Vec<Duration>>("waits"), [Duration::from_secs(1)]);
    }

    #[test]
    #[should_panic(expected = "the course's input `n` = -1 is no usize")]
    fn a_number_out_of_range_is_named() {
        inputs().get::<usize>("n");
    }

    #[test]
    #[should_panic(expected = "the course gives no input `m`")]
    fn a_missing_input_is_named() {
        inputs().get::<usize>("m");
    }
}
