//! What keys take.

use std::collections::BTreeMap;

use super::Answer;

/// Declares a sort of value, and what JSON Schema can say of it beside its type.
macro_rules! value {
    ($(#[$about:meta])* $name:ident($kind:ty) $($limit:literal = $to:expr),*) => {
        $(#[$about])*
        #[derive(Debug)]
        #[cfg_attr(any(feature = "schema", test), derive(schemars::JsonSchema))]
        #[cfg_attr(any(feature = "schema", test), schemars(extend($($limit = $to),*)))]
        pub struct $name(pub $kind);
    };
}

value! {
    /// # a name
    /// Lower-case words between hyphens, such as `"uses-wait-random"`.
    Kebab(String) "pattern" = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
}

value! {
    /// # text
    /// Text that says something.
    Text(String) "pattern" = r"\S"
}

value! {
    /// # an exercise
    /// The name of another exercise: that of its file in `checks/`, without `.toml`.
    Name(String) "pattern" = r"\S"
}

value! {
    /// # a path
    /// A Rust file inside the course, such as `"src/basic_wait.rs"`, with `/` between folders.
    File(String) "pattern" = r"\.rs\s*$"
}

value! {
    /// # a Rust expression
    /// Any Rust expression of at most 1,000 bytes that has a value: a call such as
    /// `"basic_wait::wait_random(max).await"`, or a block with several statements. Names that come into it
    /// are those of the scenario's inputs, the exercise and those that it uses, and the crates `std`, `tokio`,
    /// `futures` and `rand`. `Duration` is in scope.
    Call(String) "pattern" = r"\S"
}

value! {
    /// # Rust statements
    /// Rust statements of at most 1,000 bytes, as they stand in a function that is not async. They name what
    /// a [call](#a-rust-expression) names, but for inputs: there are none.
    Code(String) "pattern" = r"\S"
}

value! {
    /// # a Rust type
    /// A Rust type in full, such as `"Vec<Duration>"`. `Duration` is in scope, and so are `Client` and
    /// `FetchError` of `crate::http`.
    RustType(String) "pattern" = r"\S"
}

value! {
    /// # a function
    /// A function with its module, such as `"basic_wait::wait_random"`: of the exercise itself or of one
    /// that it uses.
    Function(String) "pattern" = r"\S"
}

value! {
    /// # a pattern
    /// A regular expression in the syntax of the crate `regex`, in which `\d`, `\w` and `\s` are ASCII's.
    /// Without `^` and `$` any part of a line will do. In single quotes, as in `'^\d+$'`, each `\` stands
    /// for itself.
    Pattern(String) "pattern" = r"\S"
}

value! {
    /// # a time
    /// A length of time with its unit, such as `"1ms"`, `"10s"`, `"1.5s"` or `"1h 30m"`.
    Time(String) "pattern" = r"^\s*[0-9].*[A-Za-zµ]\s*$"
}

value! {
    /// # a time or never
    /// A length of time with its unit, such as `"1s"`, or `"never"`.
    TimeOrNever(String) "pattern" = r"^(never|\s*[0-9].*[A-Za-zµ]\s*)$"
}

value! {
    /// # a number above 0
    /// A number, with a fraction or without.
    Points(f64) "exclusiveMinimum" = 0
}

value! {
    /// # a share
    /// A number from 0 to 0.25: what four quarters can have each.
    Share(f64) "minimum" = 0, "maximum" = 0.25
}

value! {
    /// # 1 to 4
    /// A whole number from 1 to 4.
    Quarters(u8) "enum" = [1, 2, 3, 4]
}

value! {
    /// # 1 to 100 000
    /// A whole number from 1 to 100 000.
    Cases(u32) "minimum" = 1, "maximum" = 100_000
}

value! {
    /// # a whole number above 0
    /// A whole number above 0.
    Most(u64) "minimum" = 1
}

value! {
    /// # values
    /// A list with the values that an input takes in turn, smallest first; at least one.
    InputValues(Vec<InputValue>) "minItems" = 1
}

value! {
    /// # types
    /// A Rust type for each input that is named: `usize`, `u64`, `u32`, `i64`, `i32`, `f64`, `bool`,
    /// `String`, `Duration`, `Client`, or a `Vec` of one of them.
    Declared(BTreeMap<String, RustType>)
}

value! {
    /// # lines in a row
    /// A list of two lines or more, of which each comes before the next.
    Before(Vec<String>) "minItems" = 2
}

/// # a value
/// A truth value, a number, a text, a length of time such as `"1s"`, a list of them, or the web behind a
/// client: a table with [an answer](#answer) for each URL.
#[derive(Debug)]
#[cfg_attr(any(feature = "schema", test), derive(schemars::JsonSchema), schemars(untagged))]
pub enum InputValue {
    /// A truth value.
    Flag(bool),
    /// A number, with a fraction or without.
    Number(f64),
    /// A text, or a length of time.
    Text(String),
    /// A list.
    List(Vec<InputValue>),
    /// The web behind a client.
    Web(BTreeMap<String, Answer>),
}

/// # an amount
/// A number such as `3` or `0.5`; a time such as `"1s"`; the name of an input, such as `"max"`; or something
/// measured: `"elapsed"` is the virtual time that the call took, `"elapsed / n"` that time over an input (and
/// zero where the input is zero), `"longest answer"` what the slowest of the answers that a client gets takes,
/// `"longest returned"` the largest element that the call returned (and zero
/// for an empty list), `"sum of returned"` the sum of all. As `equals` of `returned` it can be a text or a list
/// as well, and `"nothing"`, which is `()` or `None`.
#[derive(Debug)]
#[cfg_attr(any(feature = "schema", test), derive(schemars::JsonSchema), schemars(untagged))]
pub enum Amount {
    /// A number.
    Number(f64),
    /// A time, an input, or something measured.
    Text(Text),
}

value! {
    /// # an amount of time
    /// An [amount](#an-amount) that is a length of time, and no number.
    TimeAmount(String) "pattern" = r"\S"
}

/// # a count
/// A whole number such as `3`, or the name of an input that is one, such as `"n"`.
#[derive(Debug)]
#[cfg_attr(any(feature = "schema", test), derive(schemars::JsonSchema), schemars(untagged))]
pub enum Count {
    /// A whole number.
    Number(u64),
    /// An input.
    Input(Text),
}

/// # a line
/// A text, or [a table](#line) that says more about the line.
#[derive(Debug)]
#[cfg_attr(any(feature = "schema", test), derive(schemars::JsonSchema), schemars(untagged))]
pub enum LineOrText {
    /// The text of the line, and nothing else about it.
    Text(Text),
    /// A line with more to say about it.
    Line(super::Line),
}
