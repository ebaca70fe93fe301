//! The vocabulary of checks: what can be asked of a run, of several runs, or of the source.

pub(crate) mod read;

mod across;
mod among;
mod amount;
mod answers;
pub(crate) mod blocking;
mod bound;
mod calls;
mod compile;
mod elapsed;
mod fair;
pub(crate) mod heartbeat;
mod list;
mod order;
mod requests;
mod returned;
mod source;
mod spread;
mod stdout;
mod tasks;
mod waits;

use std::time::Duration;

use grader_trace::Value;

pub(crate) use self::bound::compare;
pub use self::stdout::{Line, Pattern, Stdout, Text, Wording};
use crate::diagnostic::Diagnostic;
use crate::evidence::Evidence;
pub use crate::form::{LineOrder, Order};
use crate::report::Finding;
use crate::run::Run;
use crate::source::{Names, Unreadable};

/// Something that must hold.
#[derive(Debug, Clone, PartialEq)]
pub enum Rule {
    /// `returned = {…}`: about the value of the call, or about each element of a list.
    Returned(Box<Returned>),
    /// `elapsed = {…}`: about the virtual time of the call.
    Elapsed(Elapsed),
    /// `calls = {…}`: an earlier function is really used.
    Calls(Calls),
    /// `tasks = {…}`: about the tasks that the exercise's file spawns.
    Tasks(Tasks),
    /// `waits = {…}`: about the waits that are awaited.
    Waits(Waits),
    /// `requests = {…}`: about what a client of the course's is asked for, and when.
    Requests(Requests),
    /// `stdout = {…}`: about the lines that are printed, their order and their times.
    Stdout(Stdout),
    /// `blocking = "forbidden"`: nothing blocks the thread of the runtime.
    Blocking,
    /// `heartbeat = {…}`: the heartbeat beside the call is not kept from beating.
    Heartbeat(Heartbeat),
    /// `source = {…}`: names that must or must not be used.
    Source(Source),
    /// `compile = {…}`: what the compiler says of code that uses the exercise's functions.
    Compile(Compile),
    /// `across = {…}`: about cases compared with each other.
    Across(Across),
}

/// Bounds on what a call returned. Those that are given must all hold.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Returned {
    /// The number of elements, or an input with as many.
    pub len: Option<Amount>,
    /// Each element is one of this input's, and none is there more often than there.
    pub among: Option<String>,
    /// The value, or each element of a list, equals this; where this is a list, each element equals the
    /// one at its place.
    pub equals: Option<Amount>,
    /// … is not below this.
    pub at_least: Option<Amount>,
    /// … is not above this.
    pub at_most: Option<Amount>,
    /// The order of the elements.
    pub order: Option<Order>,
    /// How the values are spread over the cases with the same inputs.
    pub spread: Option<Spread>,
    /// Values that come up as often as each other over the cases with the same inputs.
    pub fair: Option<Fair>,
    /// It is what comes of the requests for the URLs of an input.
    pub answers: Option<Answers>,
    /// How far times may be off. tokio's timers have a tick of 1 ms.
    pub within: Duration,
}

/// What comes of requests, as the scenario's web has it: `Ok` with the text of a page, or `Err`.
#[derive(Debug, Clone, PartialEq)]
pub struct Answers {
    /// The input that is a URL, or a list of them: then the results come in the same order.
    pub urls: String,
    /// What is not there after so much time is `Err(TimedOut)`.
    pub limit: Option<Amount>,
}

/// How values are spread from zero up to a bound, over all cases with the same inputs.
#[derive(Debug, Clone, PartialEq)]
pub struct Spread {
    /// The bound; inputs for which it is zero are left out.
    pub up_to: Amount,
    /// At least so many of the four quarters of the range are met.
    pub quarters: u32,
    /// A quarter is met by at least this share of the values; by any one of them where it is zero.
    pub share: f64,
    /// Fewer values than these say nothing.
    pub least: u32,
    /// Not every value is a whole number (of seconds).
    pub fractional: bool,
}

/// Values that come up as often as each other, in all lists of all cases with the same inputs. What may
/// be chance is let pass: a right answer fails less than once in 10¹² gradings.
#[derive(Debug, Clone, PartialEq)]
pub enum Fair {
    /// The whole numbers from one to another, both included.
    Numbers {
        /// The smallest.
        from: Amount,
        /// The largest.
        to: Amount,
    },
    /// The elements of an input; one that is there twice comes up twice as often.
    Among(String),
}

/// Bounds on the virtual time of a call.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Elapsed {
    /// Equals this.
    pub equals: Option<Amount>,
    /// Is not below this.
    pub at_least: Option<Amount>,
    /// Is not above this.
    pub at_most: Option<Amount>,
    /// How far it may be off.
    pub within: Duration,
}

/// A use of a function of an earlier exercise, or of the exercise itself: its name stands in the
/// file's syntax or macro tokens, and the trace shows that many waits, above zero, made in the
/// function's own file (in its own lines, if that is the exercise's file) or in tasks spawned
/// there.
#[derive(Debug, Clone, PartialEq)]
pub struct Calls {
    /// `basic_wait::wait_random`.
    pub function: String,
    /// At least so many waits.
    pub times: Amount,
    /// They are all made at the same time, and are not many more: with other arguments than the
    /// exercise was given there would be.
    pub at_once: bool,
    /// The files in which they may be made: that of the function's exercise and those of the
    /// exercises which that one uses, because `-> impl Future` leaves no line of its own.
    pub files: Vec<String>,
}

/// Tasks that the exercise's own file spawns, or what it calls there.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tasks {
    /// At least so many.
    pub spawned: Option<Amount>,
    /// `left = "none"`: none of them goes on when the call is over.
    pub none_left: bool,
}

/// Waits for timers of tokio's, wherever they are made: time for which a thread is blocked is none.
#[derive(Debug, Clone, PartialEq)]
pub struct Waits {
    /// At least so many that last and are awaited to their end.
    pub made: Amount,
}

/// Bounds on the requests of a call. Those that are given must all hold. A request is open from the
/// moment at which it is sent until its text was read, it has failed, or it was dropped.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Requests {
    /// The input that is a URL, or a list of them: each is asked for as often as it stands there, and
    /// nothing else is.
    pub each: Option<String>,
    /// So many are open at the same time, at most.
    pub at_most: Option<Amount>,
    /// So many are open, as long as there are more to send. A request whose result waits for those of
    /// earlier URLs counts as open: `buffered` works so.
    pub at_least: Option<AtOnce>,
    /// None is open for longer than this.
    pub limit: Option<Amount>,
}

/// How many requests go on at the same time.
#[derive(Debug, Clone, PartialEq)]
pub enum AtOnce {
    /// `all`: all of them are sent when the first one is.
    All,
    /// So many.
    Count(Amount),
}

/// Names in the source. `*` stands for any characters; `sort*` matches the method or function
/// `sort_unstable`, not a function that the file defines itself.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Source {
    /// None of these may be used.
    pub forbid: Vec<String>,
    /// All of these must be used.
    pub require: Vec<String>,
}

/// The heartbeat of a scenario, which beats beside the call: it comes late when the thread is held.
#[derive(Debug, Clone, PartialEq)]
pub struct Heartbeat {
    /// How late a beat may be. A beat that is up to 2 ms late is in time anyway: tokio's timers have a tick
    /// of 1 ms.
    pub late: Duration,
}

/// A piece of code that is compiled with the student's file, and is not run.
#[derive(Debug, Clone, PartialEq)]
pub struct Compile {
    /// Statements, as in a function that is not async; they name functions as a `call` does.
    pub code: String,
    /// What must come of it.
    pub outcome: Outcome,
}

/// What a compiler does with a piece of code.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// `accept = "…"`: it compiles.
    Accepted,
    /// `reject = "…"`: it does not.
    Rejected {
        /// `with = "E0382"`: the code of the error, or words of its message, where it has no code.
        with: String,
    },
}

/// Cases compared with each other.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Across {
    /// `seeds = "differ"`: with the same inputs, different seeds give different values.
    pub seeds_differ: bool,
    /// `seeds = "agree"`: with the same inputs, all seeds give the same value.
    pub seeds_agree: bool,
    /// `inputs = "differ"`: different inputs give different values.
    pub inputs_differ: bool,
}

/// A number or a length of time that a bound refers to.
#[derive(Debug, Clone, PartialEq)]
pub enum Amount {
    /// `"1ms"`, `3`, `0.5`.
    Constant(Value),
    /// The name of an input.
    Input(String),
    /// `elapsed`: the virtual time of the call itself.
    Elapsed,
    /// `elapsed / n`: that time over an input; zero where the input is zero.
    ElapsedOver(String),
    /// `longest delays`: the largest element of an input that is a list; zero for an empty one.
    LongestOf(String),
    /// `longest returned`: the largest element; zero for an empty list.
    LongestReturned,
    /// `sum of returned`.
    SumOfReturned,
    /// `longest answer`: how long the slowest of the requests takes at least, from its sending to the end
    /// of its text, as the scenario's web has it; zero where nothing is sent.
    LongestAnswer,
}

impl From<Returned> for Rule {
    fn from(rule: Returned) -> Self {
        Self::Returned(Box::new(rule))
    }
}

impl Rule {
    /// Whether the rule is decided without running anything.
    pub fn needs_no_run(&self) -> bool {
        matches!(self, Self::Source(_) | Self::Compile(_))
    }

    /// Whether the rule is about what the code does, so that later exercises depend on it,
    /// rather than about how it is written.
    pub fn is_about_behaviour(&self) -> bool {
        match self {
            Self::Returned(_)
            | Self::Elapsed(_)
            | Self::Tasks(_)
            | Self::Waits(_)
            | Self::Requests(_)
            | Self::Stdout(_)
            | Self::Blocking
            | Self::Heartbeat(_)
            | Self::Across(_) => true,
            Self::Calls(_) | Self::Source(_) | Self::Compile(_) => false,
        }
    }
}

/// What is wrong with one case that returned.
pub(crate) fn of_case(rule: &Rule, run: Run<'_>) -> Option<Finding> {
    match rule {
        Rule::Returned(rule) => returned::check(rule, run),
        Rule::Elapsed(rule) => elapsed::check(rule, run),
        Rule::Calls(rule) => calls::check_case(rule, run),
        Rule::Tasks(rule) => tasks::check(rule, run),
        Rule::Waits(rule) => waits::check(rule, run),
        Rule::Requests(rule) => requests::check(rule, run),
        Rule::Stdout(rule) => stdout::check(rule, run),
        Rule::Blocking => blocking::check(run),
        Rule::Heartbeat(rule) => heartbeat::check(rule, run),
        Rule::Source(_) | Rule::Compile(_) | Rule::Across(_) => None,
    }
}

/// What is wrong with all cases with the same inputs, each of which is right by itself.
pub(crate) fn of_group(rule: &Rule, group: &[Run<'_>]) -> Option<Finding> {
    match rule {
        Rule::Returned(rule) => {
            let spread = rule.spread.as_ref().and_then(|spread| spread::check(spread, rule.within, group));
            spread.or_else(|| fair::check(rule.fair.as_ref()?, group))
        }
        Rule::Across(rule) => across::check(rule, group),
        Rule::Elapsed(_)
        | Rule::Calls(_)
        | Rule::Tasks(_)
        | Rule::Waits(_)
        | Rule::Requests(_)
        | Rule::Stdout(_)
        | Rule::Blocking
        | Rule::Heartbeat(_)
        | Rule::Source(_)
        | Rule::Compile(_) => None,
    }
}

/// What is wrong with all cases of a scenario, each of which may be right by itself; and one that
/// shows it.
pub(crate) fn of_scenario<'a>(rule: &Rule, runs: &[Run<'a>]) -> Option<(Run<'a>, Finding)> {
    match rule {
        Rule::Calls(rule) => calls::check_scenario(rule, runs),
        Rule::Across(rule) => across::check_scenario(rule, runs),
        Rule::Returned(_)
        | Rule::Elapsed(_)
        | Rule::Tasks(_)
        | Rule::Waits(_)
        | Rule::Requests(_)
        | Rule::Stdout(_)
        | Rule::Blocking
        | Rule::Heartbeat(_)
        | Rule::Source(_)
        | Rule::Compile(_) => None,
    }
}

/// What is wrong with the student's file.
pub(crate) fn of_source(rule: &Rule, names: &Result<Names, Unreadable>, file: &str) -> Option<Finding> {
    let check: &dyn Fn(&Names) -> Option<Finding> = match rule {
        Rule::Source(rule) => &|names| source::check(rule, names, file),
        Rule::Calls(rule) => &|names| calls::check_source(rule, names, file),
        Rule::Returned(_)
        | Rule::Elapsed(_)
        | Rule::Tasks(_)
        | Rule::Waits(_)
        | Rule::Requests(_)
        | Rule::Stdout(_)
        | Rule::Blocking
        | Rule::Heartbeat(_)
        | Rule::Compile(_)
        | Rule::Across(_) => return None,
    };
    match names {
        Ok(names) => check(names),
        Err(why) => Some(source::unreadable(why, file)),
    }
}

/// What is wrong with what the compiler said of a check's code; `errors` are none where it accepts the code.
pub(crate) fn of_compiler(rule: &Rule, errors: &[Diagnostic], evidence: &Evidence<'_>) -> Option<Finding> {
    if let Rule::Compile(rule) = rule { compile::check(rule, errors, evidence) } else { None }
}
