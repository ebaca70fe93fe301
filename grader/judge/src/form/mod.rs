//! How a course is written: the tables of its files, their keys, and what each key takes.
//!
//! The one place where keys are declared. The reader takes them from here and reports all others. With the
//! feature `schema` the JSON Schema for editors is derived from the same types, and their docs are the
//! reference for authors: so what is said here is written for somebody who writes a course. Nobody makes a
//! value of these types.
//!
//! # A new key, and a new rule
//!
//! 1. A key is a field here, with a doc comment; a rule is a type of its own with an example in ```` ```toml ````
//!    and a finding in ```` ```text ````, listed in [`ALL`], and a field of [`Check`].
//! 2. `rule/read` reads it: a table by its `FORM`, a word as a [`Words`].
//! 3. The tests beside this file say where it stands in a file, and which run breaks the rule of its example.
//! 4. The schemas and `docs/vocabulary.md` are made anew, as the failing test tells.

mod exercise;
mod limits;
mod print;
mod rules;
#[cfg(any(feature = "schema", test))]
pub mod schema;
#[cfg(test)]
pub(crate) mod tests;
mod value;

pub use self::exercise::{Answer, Check, Course, Exercise, Scenario};
pub use self::limits::Limits;
pub use self::print::{Line, LineOrder, Others, Stdout};
pub use self::rules::{
    Across, Blocking, Calls, Compile, Elapsed, Fair, Heartbeat, Left, Order, OtherInputs, Requests, Returned,
    Seeds, Source, Spread, Tasks, Waits,
};
pub use self::value::{
    Amount, Before, Call, Cases, Code, Count, Declared, File, Function, InputValue, InputValues, Kebab,
    LineOrText, Most, Name, Pattern, Points, Quarters, RustType, Share, Text, Time, TimeAmount, TimeOrNever,
};

/// A table of a file of a course, or a rule that is a single word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    /// The name of its type, such as `Returned`.
    pub name: &'static str,
    /// What it describes, for a sentence, such as `rule`.
    pub what: &'static str,
    /// The keys of a table, in the order in which they are told.
    pub keys: &'static [&'static str],
}

/// All tables and rules, in the order in which an author meets them.
pub const ALL: &[Form] = &[
    Exercise::FORM,
    Scenario::FORM,
    Answer::FORM,
    Check::FORM,
    Returned::FORM,
    Spread::FORM,
    Fair::FORM,
    Elapsed::FORM,
    Calls::FORM,
    Tasks::FORM,
    Waits::FORM,
    Requests::FORM,
    Stdout::FORM,
    Line::FORM,
    Blocking::FORM,
    Heartbeat::FORM,
    Source::FORM,
    Compile::FORM,
    Across::FORM,
    Limits::FORM,
    Course::FORM,
];

/// A key that takes one of a few words.
pub trait Words: Copy + 'static {
    /// The words, and what they mean.
    const ALL: &'static [(&'static str, Self)];
}

/// Declares a table: what it describes, and a type with a field for each key. A key is optional if its
/// field is.
macro_rules! form {
    ($(#[$about:meta])* $name:ident: $what:literal { $($(#[$doc:meta])* $key:ident: $kind:ty,)+ }) => {
        $(#[$about])*
        #[derive(Debug)]
        #[cfg_attr(any(feature = "schema", test), derive(schemars::JsonSchema))]
        #[cfg_attr(any(feature = "schema", test), schemars(deny_unknown_fields))]
        pub struct $name {
            $($(#[$doc])* pub $key: $kind,)+
        }

        impl $name {
            /// Its keys.
            pub const FORM: $crate::form::Form = $crate::form::Form {
                name: stringify!($name),
                what: $what,
                keys: &[$(stringify!($key)),+],
            };
        }
    };
}

/// Declares the words that a key takes.
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $word:ident = $text:literal,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[cfg_attr(any(feature = "schema", test), derive(schemars::JsonSchema))]
        pub enum $name {
            $(
                $(#[$doc])*
                #[cfg_attr(any(feature = "schema", test), schemars(rename = $text))]
                $word,
            )+
        }

        impl $name {
            /// What it is called.
            pub const FORM: $crate::form::Form =
                $crate::form::Form { name: stringify!($name), what: "word", keys: &[] };
        }

        impl $crate::form::Words for $name {
            const ALL: &'static [(&'static str, Self)] = &[$(($text, Self::$word)),+];
        }
    };
}

use {form, words};
