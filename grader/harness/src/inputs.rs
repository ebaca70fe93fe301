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
        let value = self.named(name);
        match T::from_value(value) {
            Some(input) => input,
            None => is_unfit(name, value, std::any::type_name::<T>()),
        }
    }

    // Compiled here, once, and not again into each driver.
    #[inline(never)]
    #[track_caller]
    fn named(&self, name: &str) -> &Value {
        let Some(value) = self.0.get(name) else { panic!("the course gives no input `{name}`") };
        value
    }
}

#[inline(never)]
#[track_caller]
fn is_unfit(name: &str, value: &Value, wanted: &str) -> ! {
    panic!("the course's input `{name}` = {value} is no {wanted}")
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

    /// Several values, if this type can hold each of them.
    fn from_values(values: &[Value]) -> Option<Vec<Self>> {
        values.iter().map(Self::from_value).collect()
    }
}

/// What is nothing but itself. Both functions are compiled here, once, and not again into each driver.
macro_rules! plain {
    ($($plain:ty: $held:expr;)*) => { $(
        impl Input for $plain {
            #[inline(never)]
            fn from_value(value: &Value) -> Option<Self> {
                let held: fn(&Value) -> Option<Self> = $held;
                held(value)
            }

            #[inline(never)]
            fn from_values(values: &[Value]) -> Option<Vec<Self>> {
                values.iter().map(Self::from_value).collect()
            }
        }
    )* };
}

plain! {
    usize: |value| whole_number(value)?.try_into().ok();
    u64: |value| whole_number(value)?.try_into().ok();
    u32: |value| whole_number(value)?.try_into().ok();
    i64: whole_number;
    i32: |value| whole_number(value)?.try_into().ok();
    f64: |value| match value {
        Value::Float(number) => Some(*number),
        // TOML and JSON make no difference between `1` and `1.0` where a person writes it.
        Value::Int(number) => Some(*number as Self),
        _ => None,
    };
    bool: |value| if let Value::Bool(value) = value { Some(*value) } else { None };
    String: |value| if let Value::Text(text) = value { Some(text.clone()) } else { None };
    Duration: Value::as_duration;
}

fn whole_number(value: &Value) -> Option<i64> {
    if let Value::Int(number) = value { Some(*number) } else { None }
}

impl<T: Input> Input for Vec<T> {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::List(values) = value { T::from_values(values) } else { None }
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
