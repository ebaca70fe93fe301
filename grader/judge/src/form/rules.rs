//! The rules of a check, but for what is printed.

use super::value::{Amount, Code, Count, Function, Most, Quarters, Share, Text, Time, TimeAmount};
use super::{form, words};

form! {
    /// # `returned`
    ///
    /// Bounds on the value that a call returned, or on each element where that is a list. Those that are
    /// given must all hold.
    ///
    /// ```toml
    /// returned = { len = "n", at_most = "max", order = "ascending", within = "1ms" }
    /// ```
    ///
    /// The first bound that does not hold is told, with the element:
    ///
    /// ```text
    /// expected  each value to be at most max, 10 s
    /// observed  10.7 s, value 3 of 5
    /// ```
    Returned: "rule" {
        /// How many elements the list has: so many, or as many as an input that is a list.
        len: Option<Count>,
        /// An input that is a list: each element is one of its, and none is there more often than there.
        among: Option<Text>,
        /// The value, or each element, equals this.
        equals: Option<Amount>,
        /// … is not below this.
        at_least: Option<Amount>,
        /// … is not above this.
        at_most: Option<Amount>,
        /// The order of the elements.
        order: Option<Order>,
        /// How the values are spread over the cases with the same inputs.
        spread: Option<Spread>,
        /// What comes up equally often over the cases with the same inputs.
        fair: Option<Fair>,
        /// It is what the web answers for the URLs of this input, a text or a list of them in its order: `Ok`
        /// with the text of a page, or `Err`. The scenario needs an input that is [a client](#answer).
        answers: Option<Text>,
        /// With `answers`: what is not there after so much time is `Err(TimedOut)`.
        limit: Option<TimeAmount>,
        /// How far times may be off; by default not at all. tokio's timers round up to 1 ms, so nearly
        /// every bound on a time needs `"1ms"`.
        within: Option<Time>,
    }
}

words! {
    /// # an order
    /// An order of elements.
    Order {
        /// No element is below the one before it by more than `within`.
        Ascending = "ascending",
        /// No element differs from the first by more than `within`.
        Equal = "equal",
    }
}

form! {
    /// # `fair`
    ///
    /// In `returned`: everything that may come up comes up, and as often as anything else, in all lists, and
    /// lists in lists, of all cases with the same inputs. What comes up is either `among` an input or `from`
    /// one number `to` another. A fair draw fails less than once in 10^12 gradings, whatever the seed. To see
    /// that one of m things never comes up takes about 35 m draws; that it comes up half as often as it
    /// should, about 230 m. That nothing else comes up is for `at_least` and `at_most`, or `among`, to ask.
    ///
    /// ```toml
    /// returned = { fair = { from = 1, to = 6 } }
    /// ```
    ///
    /// ```text
    /// expected  each number to come up as often as any other, 6 about 50 times in 300
    /// observed  6 never comes up
    /// ```
    Fair: "rule" {
        /// The smallest of the whole numbers that may come up.
        from: Option<Count>,
        /// The largest of them.
        to: Option<Count>,
        /// An input that is a list, whose elements may come up. One that is there twice comes up twice as
        /// often.
        among: Option<Text>,
    }
}

form! {
    /// # `spread`
    ///
    /// In `returned`: how values are spread from zero up to a bound, over all cases with the same inputs. A
    /// fair draw must pass whatever the seed: say in a comment how seldom one does not, and take enough
    /// `cases`.
    ///
    /// ```toml
    /// # 64 fair draws leave two quarters of the range empty less than once in 10^18 gradings.
    /// returned = { spread = { up_to = "max", quarters = 3, fractional = true } }
    /// ```
    ///
    /// ```text
    /// expected  values in at least 3 of the 4 quarters of 0 to 10 s
    /// observed  3 values in 2 of them, from 6 s to 8 s
    /// ```
    Spread: "rule" {
        /// The upper end of the range. Cases for which it is zero are left out.
        up_to: Amount,
        /// At least so many of the four quarters of the range are met.
        quarters: Quarters,
        /// A quarter is met by at least this share of the values; by default by any one of them.
        share: Option<Share>,
        /// Fewer values than these say nothing; by default any number does.
        least: Option<Most>,
        /// Not every value is a whole number (of seconds). By default `false`.
        fractional: Option<bool>,
    }
}

form! {
    /// # `elapsed`
    ///
    /// Bounds on the virtual time that a call took. A wait of an hour costs no real time.
    ///
    /// ```toml
    /// elapsed = { equals = "longest returned", within = "1ms" }
    /// ```
    ///
    /// ```text
    /// expected  the call to take as long as its longest wait, 6.204 s
    /// observed  9.204 s, the sum of both waits
    /// ```
    Elapsed: "rule" {
        /// The time equals this.
        equals: Option<TimeAmount>,
        /// … is not below this.
        at_least: Option<TimeAmount>,
        /// … is not above this.
        at_most: Option<TimeAmount>,
        /// How far it may be off; by default not at all. tokio's timers round up to 1 ms, so nearly every
        /// bound needs `"1ms"`.
        within: Option<Time>,
    }
}

form! {
    /// # `calls`
    ///
    /// A function is really used, and not only named: its name stands in the student's file, and the trace
    /// shows that many waits, above zero, made in the function's own lines.
    ///
    /// ```toml
    /// calls = { function = "basic_wait::wait_random", times = "n" }
    /// ```
    ///
    /// ```text
    /// expected  at least n waits, 5, made by `basic_wait::wait_random`
    /// observed  0 such waits, and 5 made elsewhere
    /// ```
    Calls: "rule" {
        /// The function.
        function: Function,
        /// At least so many waits.
        times: Count,
        /// They are all made at the same time, and are not many more: with other arguments than the exercise
        /// was given there would be. By default `false`.
        at_once: Option<bool>,
    }
}

form! {
    /// # `tasks`
    ///
    /// The tasks that the student's own file spawns, or what it calls there.
    ///
    /// ```toml
    /// tasks = { spawned = "n" }
    /// ```
    ///
    /// ```text
    /// expected  at least 5 tasks to be spawned in src/multiple_coroutines.rs
    /// observed  1 task
    /// ```
    Tasks: "rule" {
        /// At least so many.
        spawned: Option<Count>,
        /// Whether some of them may go on when the call is over; by default they may.
        left: Option<Left>,
    }
}

words! {
    /// # what is left
    /// What is left of tasks when the call is over.
    Left {
        /// None of them goes on: each has ended or was stopped. One that is aborted stops at the next turn of
        /// the runtime, so let the call wait for a moment before it is over, by `sleep(…)` of 1 ms.
        None = "none",
    }
}

form! {
    /// # `waits`
    ///
    /// Waits for timers of tokio's that the code awaits to their end, wherever they are made. Time for which
    /// a thread is blocked is no such wait.
    ///
    /// ```toml
    /// waits = { made = 1 }
    /// ```
    ///
    /// ```text
    /// expected  at least 1 wait that the code awaits
    /// observed  0 such waits
    /// ```
    Waits: "rule" {
        /// At least so many, above zero.
        made: Count,
    }
}

form! {
    /// # `requests`
    ///
    /// What [a client](#answer) of the course's is asked for, and when. A request is open from the moment at
    /// which it is sent until its text was read, it has failed, or it was dropped. Bounds that are given must
    /// all hold.
    ///
    /// ```toml
    /// requests = { at_most = "n" }
    /// ```
    ///
    /// ```text
    /// expected  at most n, 5, requests at the same time
    /// observed  6 requests at 0 s
    /// ```
    Requests: "rule" {
        /// An input that is a URL, or a list of them: each is asked for as often as it stands there, and
        /// nothing else is.
        each: Option<Text>,
        /// So many are open at the same time, at most.
        at_most: Option<Count>,
        /// So many are open, as long as there are more to send; or `"all"`: all of them are sent when the
        /// first one is. A request whose result waits for those of earlier URLs counts as open: `buffered`
        /// works so.
        at_least: Option<Count>,
        /// None is open for longer than this.
        limit: Option<TimeAmount>,
    }
}

words! {
    /// # `blocking`
    ///
    /// Nothing in the student's code blocks the thread that all tasks share: no `std::thread::sleep`, no
    /// loop that waits for a clock, no blocking wait for a lock, a channel or a thread.
    ///
    /// ```toml
    /// blocking = "forbidden"
    /// ```
    ///
    /// ```text
    /// expected  nothing to block the thread that all tasks share
    /// observed  std::thread::sleep blocked the whole thread for 3.2 s
    /// ```
    Blocking {
        /// Nothing blocks the thread.
        Forbidden = "forbidden",
    }
}

form! {
    /// # `heartbeat`
    ///
    /// The heartbeat beside the call goes on, so whatever else a program has to do would go on, too. The
    /// scenario has one, such as `heartbeat = "10ms"`. It comes late when the thread that all tasks share is
    /// held. Feedback names the line that does so, and shows when there was no beat.
    ///
    /// ```toml
    /// heartbeat = { late = "5ms" }
    /// ```
    ///
    /// ```text
    /// expected  a heartbeat every 0.01 s to go on beside the call
    /// observed  none for 3.2 s: 319 beats were missed
    /// ```
    ///
    /// Where nothing may block at all, however short, `blocking` says it in one word.
    Heartbeat: "rule" {
        /// How late a beat may be. One that is up to 2 ms late is in time anyway: tokio's timers round up.
        late: Time,
    }
}

form! {
    /// # `compile`
    ///
    /// What the compiler says of code that uses the exercise's functions. It is compiled with the student's
    /// file, and never run. Either it has to be accepted:
    ///
    /// ```toml
    /// compile = { accept = "tokio::spawn(multiple_coroutines::wait_n(1, Duration::ZERO));" }
    /// ```
    ///
    /// ```text
    /// expected  this to compile: `tokio::spawn(multiple_coroutines::wait_n(1, Duration::ZERO))`
    /// observed  rustc refuses it: future cannot be sent between threads safely
    /// ```
    ///
    /// … or it has to be refused, with a certain error:
    ///
    /// ```toml
    /// compile = { reject = "multiple_coroutines::wait_n(1, Duration::ZERO).await;", with = "E0728" }
    /// ```
    ///
    /// What is to be accepted is compiled for all checks of an exercise at once, and costs about as much as
    /// a scenario; what is to be refused is compiled alone.
    Compile: "rule" {
        /// This compiles.
        accept: Option<Code>,
        /// This does not.
        reject: Option<Code>,
        /// Beside `reject`: the code of the error, such as `"E0382"`; or words of its message, where it has
        /// no code.
        with: Option<Text>,
    }
}

form! {
    /// # `source`
    ///
    /// Names that the student's file must or must not use, wherever they stand: as functions, methods, types
    /// or inside macros, and not in comments or text. `*` stands for any characters. A function that the
    /// file defines itself is not meant: `sort*` is no `fn sort_names` of the student's own.
    ///
    /// ```toml
    /// source = { forbid = ["sort*", "BTreeMap"] }
    /// ```
    ///
    /// ```text
    /// expected  no use of `sort*`, `BTreeMap`
    /// observed  `sort_unstable` is used
    /// ```
    ///
    /// It tells how code is written, and not what it does: give it few points, and leave it out where
    /// another rule tells the difference.
    Source: "rule" {
        /// None of these may be used.
        forbid: Option<Vec<Text>>,
        /// All of these must be used.
        require: Option<Vec<Text>>,
    }
}

form! {
    /// # `across`
    ///
    /// Cases compared with each other: those with the same inputs, or with others.
    ///
    /// ```toml
    /// across = { seeds = "differ" }
    /// ```
    ///
    /// ```text
    /// expected  different values for different seeds
    /// observed  0.5 s for all 3 seeds
    /// ```
    Across: "rule" {
        /// What different seeds do.
        seeds: Option<Seeds>,
        /// What different inputs do.
        inputs: Option<OtherInputs>,
    }
}

words! {
    /// # what seeds do
    /// What different seeds do.
    Seeds {
        /// They lead to different values, unless all are zero.
        Differ = "differ",
        /// They lead to the same value: with the same inputs it repeats.
        Agree = "agree",
    }
}

words! {
    /// # what inputs do
    /// What different inputs do.
    OtherInputs {
        /// They lead to different values, unless all are zero.
        Differ = "differ",
    }
}
