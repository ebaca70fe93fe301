//! Inputs and results of a call, as data.

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use crate::{Web, nanos};

/// A value that goes into a call or comes out of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Value {
    /// `()`.
    Unit,
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number; JSON has no infinities, so those travel as text.
    #[serde(serialize_with = "float_out", deserialize_with = "float_in")]
    Float(f64),
    /// Text.
    Text(String),
    /// A length of time, in whole nanoseconds.
    #[serde(with = "nanos")]
    Duration(Duration),
    /// Several values in order.
    List(Vec<Value>),
    /// A value of an enum, such as `Ok("text")`, `Err(Status(404))` or `TimedOut`.
    Variant {
        /// Which of the enum's variants.
        name: String,
        /// What is in it.
        fields: Vec<Value>,
    },
    /// What a client's requests are answered with.
    Web(Web),
}

fn float_out<S: Serializer>(number: &f64, to: S) -> Result<S::Ok, S::Error> {
    if number.is_finite() { to.serialize_f64(*number) } else { to.collect_str(number) }
}

fn float_in<'de, D: Deserializer<'de>>(from: D) -> Result<f64, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Number(f64),
        Text(String),
    }
    match Written::deserialize(from)? {
        Written::Number(number) => Ok(number),
        Written::Text(text) => text.parse().map_err(D::Error::custom),
    }
}

impl Value {
    /// The value as a length of time, if it is one.
    pub fn as_duration(&self) -> Option<Duration> {
        if let Self::Duration(duration) = self { Some(*duration) } else { None }
    }

    /// The elements of a list; a value that is no list counts as its own only element.
    pub fn elements(&self) -> &[Value] {
        if let Self::List(values) = self { values } else { std::slice::from_ref(self) }
    }

    /// A value of an enum.
    pub fn variant(name: impl Into<String>, fields: impl Into<Vec<Value>>) -> Self {
        Self::Variant { name: name.into(), fields: fields.into() }
    }
}

/// Writes a value as a student would read it: `5`, `1.5 s`, `[1 s, 2 s]`.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unit => f.write_str("()"),
            Self::Bool(value) => value.fmt(f),
            Self::Int(value) => value.fmt(f),
            Self::Float(value) => write!(f, "{value:?}"),
            Self::Text(value) => write!(f, "{value:?}"),
            Self::Duration(value) => f.write_str(&seconds(*value)),
            Self::List(values) => write_list(f, "[", values, "]"),
            Self::Variant { name, fields } if fields.is_empty() => f.write_str(name),
            Self::Variant { name, fields } => {
                f.write_str(name)?;
                write_list(f, "(", fields, ")")
            }
            Self::Web(web) => web.fmt(f),
        }
    }
}

fn write_list(f: &mut fmt::Formatter<'_>, open: &str, values: &[Value], close: &str) -> fmt::Result {
    f.write_str(open)?;
    for (index, value) in values.iter().enumerate() {
        if index > 0 {
            f.write_str(", ")?;
        }
        write!(f, "{value}")?;
    }
    f.write_str(close)
}

/// Seconds with at most a millisecond's precision, the precision of tokio's timers; what is
/// shorter keeps its digits.
pub(crate) fn seconds(duration: Duration) -> String {
    let precision = if duration < Duration::from_millis(1) { 9 } else { 3 };
    let digits = format!("{:.precision$}", duration.as_secs_f64());
    let digits = digits.trim_end_matches('0').trim_end_matches('.');
    format!("{digits} s")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_read_as_people_write_them() {
        let shown = |value: Value| value.to_string();
        assert_eq!(shown(Value::Duration(Duration::ZERO)), "0 s");
        assert_eq!(shown(Value::Duration(Duration::from_millis(6204))), "6.204 s");
        assert_eq!(shown(Value::Duration(Duration::from_secs(10))), "10 s");
        assert_eq!(shown(Value::Duration(Duration::from_nanos(1_234_567_891))), "1.235 s");
        assert_eq!(shown(Value::Duration(Duration::from_micros(300))), "0.0003 s");
        assert_eq!(shown(Value::List(vec![Value::Int(1), Value::Float(0.5)])), "[1, 0.5]");
        assert_eq!(shown(Value::Text("a\u{1b}b".into())), "\"a\\u{1b}b\"");
        let status = Value::variant("Status", [Value::Int(404)]);
        assert_eq!(shown(Value::variant("Err", [status])), "Err(Status(404))");
        assert_eq!(shown(Value::variant("TimedOut", [])), "TimedOut");
    }
}
