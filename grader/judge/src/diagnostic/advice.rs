//! What rustc's words mean for somebody who is new to async Rust: one sentence for each of the
//! usual mistakes.
//!
//! A mistake is known by the error's code where that suffices. The pieces of text are those of
//! rustc 1.95; where a later one says it otherwise, a sentence is missing and no more.

use super::Diagnostic;

/// A usual mistake.
struct Mistake {
    /// The error's codes; of any code, or of none, where it is empty.
    codes: &'static [&'static str],
    /// One of these stands in the message, the label or the text below; nothing is asked where it
    /// is empty.
    says: &'static [&'static str],
    sentence: &'static str,
}

/// What is told of one error comes from the first mistake that fits: the special ones stand above
/// the general ones.
const MISTAKES: &[Mistake] = &[
    Mistake {
        codes: &["E0728"],
        says: &[],
        sentence: "`.await` works only inside of an `async fn` or an `async` block.",
    },
    Mistake {
        codes: &["E0277"],
        says: &["`()` is not a future"],
        sentence: "What stands before `.await` gives nothing to wait for. `std::thread::sleep`, for instance, \
                   blocks the thread; the sleep to await is `tokio::time::sleep`.",
    },
    Mistake {
        codes: &["E0308", "E0277", "E0599"],
        says: &["std::thread::JoinHandle", "struct `std::thread::JoinHandle"],
        sentence: "This is the handle of a thread. A task's is `tokio::task::JoinHandle`, from \
                   `tokio::spawn`.",
    },
    Mistake {
        codes: &["E0277"],
        says: &["is not a future"],
        sentence: "Only a future can be awaited, and this is a value already: no `.await` here.",
    },
    Mistake {
        codes: &[],
        says: &["cannot be sent between threads safely"],
        sentence: "A spawned task may move to another thread, so nothing that has to stay on its thread may \
                   live across an `.await`: no `Rc`, no `RefCell`, no `rand::rng()`, no guard of a lock.",
    },
    Mistake {
        codes: &["E0373"],
        says: &[],
        sentence: "A task can outlive the function that spawns it, so it may not borrow from there: \
                   `async move` gives it what it uses; what several tasks share goes into an `Arc`.",
    },
    Mistake {
        codes: &["E0521", "E0597", "E0716"],
        says: &["'static"],
        sentence: "A task can outlive the function that spawns it, so it may not borrow from there: give it \
                   a copy or a clone of its own.",
    },
    Mistake {
        codes: &["E0308", "E0277", "E0599", "E0369"],
        says: &["JoinError>"],
        sentence: "Awaiting a `JoinHandle` gives a `Result`, which is an error where the task panicked: take \
                   the value out of it, with `unwrap()` for instance.",
    },
    Mistake {
        codes: &["E0308"],
        says: &["found `()`", "implicitly returns `()`"],
        sentence: "The value that was promised is missing: does a `;` stand behind the last expression?",
    },
    Mistake {
        codes: &["E0308", "E0277", "E0599", "E0369"],
        says: &["found `JoinHandle", "for struct `JoinHandle", "for struct `tokio::task::JoinHandle"],
        sentence: "A `JoinHandle` is not the value yet: `.await` it, and take the value out of the `Result`.",
    },
    Mistake {
        codes: &["E0308"],
        says: &["expected future", "expected `impl Future"],
        sentence: "A future is asked for here, and this is a value: leave the `.await` away, or wrap the \
                   value in `async { … }`.",
    },
    Mistake {
        codes: &["E0308", "E0277", "E0599", "E0369", "E0609", "E0608", "E0614"],
        says: &["found future", "found `async` block", "impl Future<", "`impl Future", "struct `JoinAll<"],
        sentence: "Calling an `async fn` gives a future; only `.await` gives its value.",
    },
    Mistake {
        codes: &["E0308"],
        says: &["try adding a return type", "expected `()` because of default return type"],
        sentence: "The function gives a value and does not say so: `-> …` is missing in its first line.",
    },
    Mistake {
        codes: &["E0277"],
        says: &[
            "cannot multiply `Duration`",
            "cannot divide `Duration`",
            "cannot multiply `f64` by `Duration`",
        ],
        sentence: "A `Duration` is multiplied and divided by a `u32` (`n as u32`), or with `mul_f64(…)` and \
                   `div_f64(…)`.",
    },
    Mistake {
        codes: &["E0308"],
        says: &["expected `Duration`, found `f64`", "expected `Duration`, found floating"],
        sentence: "Seconds become a `Duration` with `Duration::from_secs_f64(…)`.",
    },
    Mistake {
        codes: &["E0308"],
        says: &["expected `f64`, found `Duration`"],
        sentence: "A `Duration` becomes seconds with `as_secs_f64()`.",
    },
    Mistake {
        codes: &["E0425"],
        says: &["function `sleep`"],
        sentence: "In async code it is `use tokio::time::sleep;`: the `sleep` of `std::thread` would block \
                   the thread.",
    },
    Mistake {
        codes: &["E0432", "E0433"],
        says: &[
            "unlinked crate `random`",
            "undeclared module `random`",
            "undeclared crate or module `random`",
        ],
        sentence: "The course's random numbers come with `use crate::random;`.",
    },
    Mistake {
        codes: &["E0425", "E0599"],
        says: &["function `thread_rng`", "named `gen_range`", "named `gen`", "named `gen_bool`"],
        sentence: "In rand 0.10 it is `rand::rng()`, and with `use rand::RngExt;` its methods `random_range(…)` \
                   and `random()`. The course's `crate::random` has what you need, too.",
    },
    Mistake {
        codes: &["E0432", "E0433"],
        says: &["unlinked crate", "maybe a missing crate"],
        sentence: "A submission may use `std`, `tokio`, `futures` and `rand`, and as `crate::…` the \
                   exercises of its own course.",
    },
    Mistake {
        codes: &["E0432"],
        says: &["in the crate root", "in the root"],
        sentence: "The exercises of the course are modules of this crate, named like their files: \
                   `crate::basic_wait`, for instance.",
    },
    Mistake {
        codes: &["E0599"],
        says: &["trait is in scope", "is not in scope"],
        sentence: "This method belongs to a trait that has to be imported. rustc names it; for streams it is \
                   `use futures::StreamExt;`, for random numbers `use rand::RngExt;`.",
    },
    Mistake {
        codes: &["E0425", "E0433", "E0412", "E0405", "E0404", "E0422"],
        says: &[],
        sentence: "This name is not known here: is it misspelled, or is a `use` line missing above?",
    },
    Mistake {
        codes: &["E0583"],
        says: &[],
        sentence: "No `mod` is needed: the course's exercises are there already, as `crate::basic_wait` for \
                   instance.",
    },
    Mistake {
        codes: &["E0308"],
        says: &["found `Sleep`", "found `Vec<JoinHandle", "found `JoinAll"],
        sentence: "What is returned has not been awaited yet: only `.await` gives the value.",
    },
    Mistake {
        codes: &["E0382"],
        says: &[],
        sentence: "A value belongs to the first that takes it, such as an `async move` block: make a clone \
                   for each before.",
    },
    Mistake { codes: &["E0603"], says: &[], sentence: "What is called from another file has to be `pub`." },
];

/// One sentence for a beginner, if the error is a usual one.
pub(crate) fn advice(error: &Diagnostic) -> Option<&'static str> {
    let code = error.code.as_deref().unwrap_or_default();
    let label = error.label.as_deref().unwrap_or_default();
    let texts = [error.message.as_str(), label, error.rendered.as_str()];
    let says = |part: &&str| texts.iter().any(|text| text.contains(part));
    let fits = |mistake: &&Mistake| {
        (mistake.codes.is_empty() || mistake.codes.contains(&code))
            && (mistake.says.is_empty() || mistake.says.iter().any(says))
    };
    MISTAKES.iter().find(fits).map(|mistake| mistake.sentence)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(code: Option<&str>, message: &str, label: &str) -> Option<&'static str> {
        advice(&Diagnostic {
            code: code.map(Into::into),
            is_error: true,
            message: message.into(),
            label: Some(label.into()),
            location: None,
            rendered: String::new(),
            notes: Vec::new(),
        })
    }

    #[track_caller]
    fn says(part: &str, sentence: Option<&str>) {
        assert!(sentence.is_some_and(|sentence| sentence.contains(part)), "{part}: {sentence:?}");
    }

    #[test]
    fn special_mistakes_come_before_general_ones() {
        let mismatch = |label| told(Some("E0308"), "mismatched types", label);
        says("only `.await` gives", mismatch("expected `Duration`, found future"));
        says("`Result`", mismatch("expected `Duration`, found `Result<Duration, JoinError>`"));
        says("tokio::time::sleep", told(Some("E0425"), "cannot find function `sleep` in this scope", ""));
        says("a `use` line missing", told(Some("E0425"), "cannot find value `n` in this scope", ""));
    }

    #[test]
    fn an_error_without_a_code_is_known_by_its_words() {
        says("no `Rc`", told(None, "future cannot be sent between threads safely", ""));
    }

    #[test]
    fn of_other_errors_nothing_is_said() {
        assert_eq!(told(Some("E0308"), "mismatched types", "expected `u8`, found `u16`"), None);
        assert_eq!(told(None, "expected one of `;`, found `}`", ""), None);
    }
}
