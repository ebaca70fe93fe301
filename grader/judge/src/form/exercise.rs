//! `checks/<exercise>.toml` and `course.toml`.

use std::collections::BTreeMap;

use super::form;
use super::limits::Limits;
use super::print::Stdout;
use super::rules::{
    Across, Blocking, Calls, Compile, Elapsed, Heartbeat, Requests, Returned, Source, Tasks, Waits,
};
use super::value::{
    Call, Cases, Declared, File, InputValues, Kebab, Name, Points, RustType, Text, Time, TimeOrNever,
};

form! {
    /// # The file of an exercise
    ///
    /// `checks/NAME.toml` describes the exercise `NAME`, which is a module of the student's crate: the name
    /// is lower-case, with `_` between words. Everything that is wrong in a course is told at once.
    ///
    /// ```toml
    /// title = "Wait for a random time"
    /// order = 3
    /// ```
    Exercise: "exercise" {
        /// What reports and lists call it.
        title: Text,
        /// Its place in the course: exercises come in the order of these numbers. Each has one of its own.
        order: i64,
        /// The earlier exercises that it calls. Only these are in scope of its scenarios' calls, and
        /// students have to have done them first.
        uses: Option<Vec<Name>>,
        /// The student's file; by default `src/NAME.rs`. One in `src/bin/` is a whole program, with a
        /// `main` and a runtime of its own.
        file: Option<File>,
        /// The functions that the stub leaves to be written; by default all that its scenarios call. An
        /// exercise is begun when one of them is. Needed where the stub gives functions that work, and that
        /// are to be changed.
        todo: Option<Vec<Text>>,
        /// Limits of all its scenarios.
        limits: Option<Limits>,
        /// What is run.
        scenario: Option<Vec<Scenario>>,
        /// What is judged. The points of an exercise are those of its checks together.
        check: Vec<Check>,
    }
}

form! {
    /// # `[[scenario]]`
    ///
    /// A call of student code. It is made in a world of its own for every combination of inputs and every
    /// seed, which are its cases; all of them run in one process. Or a run of a whole program, each case in
    /// a process of its own.
    ///
    /// ```toml
    /// [[scenario]]
    /// id      = "waits"
    /// call    = "multiple_coroutines::wait_n(n, max).await"
    /// output  = "Vec<Duration>"
    /// inputs  = { n = [0, 1, 5], max = ["0s", "1s", "10s"] }   # 9 combinations …
    /// cases   = 8                                              # … with 8 seeds each
    /// explore = true
    /// ```
    ///
    /// A call that does not end as it should (a panic, a wait without end, tasks that spin, a limit) fails
    /// all checks that look at its scenario, without being asked for. One that does not fit the student's
    /// signature costs the checks of this scenario, and no others.
    Scenario: "scenario" {
        /// Its name, unique in the exercise. It stands in reports.
        id: Kebab,
        /// Runs the exercise's program, in place of a `call` with an `output` and `inputs`; only where
        /// `file` is in `src/bin/`.
        program: Option<bool>,
        /// What is called. Needed unless `program` is set.
        call: Option<Call>,
        /// The type of what the call gives. Needed unless `program` is set.
        output: Option<RustType>,
        /// What the call gives, in words that students read in place of "the call", such as
        /// `"the count after n adds"`.
        result: Option<Text>,
        /// A list of values for each name that comes into the call: every value of one meets every value of
        /// the others.
        inputs: Option<BTreeMap<String, InputValues>>,
        /// The Rust types of inputs, where their values do not tell: `[3]` is `usize`, `[0.5]` is `f64`,
        /// `["1s"]` is `Duration`, and other text is `String`.
        types: Option<Declared>,
        /// Seeds for each combination of inputs; by default 8, and 1 for a program. With 2, 4, 8, … of them
        /// each of the seeds leads to all others, so whoever repeats the seed of a report is shown the same
        /// case.
        cases: Option<Cases>,
        /// Whether seeds are also orders in which tasks run, of those that tokio leaves open. Code that is
        /// right in the usual order only then fails. By default `false`.
        explore: Option<bool>,
        /// The time from one beat to the next of a heartbeat that goes on beside the call, in whole
        /// milliseconds: `"10ms"`. The rule `heartbeat` asks whether it does. By default there is none, and a
        /// program has none.
        heartbeat: Option<Time>,
        /// Limits of its cases.
        limits: Option<Limits>,
    }
}

form! {
    /// # answer
    ///
    /// What the web behind a client answers for a URL. A client is an input whose values are such webs: a
    /// table of URLs for each, and any other URL has no host. In calls it is a `Client`, shaped like the one of
    /// `reqwest`; nothing of the web is compiled in.
    ///
    /// ```toml
    /// [[scenario.inputs.client]]
    /// "http://ada.test/" = { after = "1s", body = "Hello", body_after = "2s" }   # the head, then the text
    /// "http://bob.test/" = { after = "1s", status = 404 }
    /// "http://cy.test/"  = { refused = true }
    /// "http://dan.test/" = { after = "never" }
    /// ```
    Answer: "answer" {
        /// How long the head takes from when the request is sent; `"never"`: the server hangs. By default no
        /// time.
        after: Option<TimeOrNever>,
        /// The status of the page, from 200 to 599; by default 200. From 400 on it is an error.
        status: Option<u16>,
        /// The text of the page; by default none.
        body: Option<String>,
        /// How long the text takes after the head; `"never"`: it is never whole. By default no time.
        body_after: Option<TimeOrNever>,
        /// Whether the connection is refused. By default `false`.
        refused: Option<bool>,
    }
}

form! {
    /// # `[[check]]`
    ///
    /// One thing that is judged. It has one rule or more, which all must hold, in every case of every
    /// scenario that it looks at. Its points are given once, for all of them.
    ///
    /// ```toml
    /// [[check]]
    /// id       = "in-range"
    /// title    = "No delay is longer than max_delay"
    /// points   = 2
    /// returned = { at_most = "max", within = "1ms" }
    /// hints    = ["Where do the delays that you return come from?"]
    /// ```
    Check: "check" {
        /// Its name, unique in the exercise and permanent: reports of other years name it too.
        id: Kebab,
        /// A sentence that is true of a right answer. Students read it beside ✓ or ✗.
        title: Text,
        /// What it is worth.
        points: Points,
        /// The scenarios that it looks at; by default all, and none for a check that has only the rules
        /// `source` and `compile`.
        scenarios: Option<Vec<Text>>,
        /// Steps of help. The first, which nudges, is told where the check fails; the last nearly tells.
        hints: Option<Vec<Text>>,
        /// Keeps the check out of reports for people, unless they are made with `--reveal`; JSON marks it.
        /// By default `false`.
        hidden: Option<bool>,
        /// A rule about what the call returned.
        returned: Option<Returned>,
        /// A rule about the virtual time of the call.
        elapsed: Option<Elapsed>,
        /// A rule about a function that has to be used.
        calls: Option<Calls>,
        /// A rule about the tasks that are spawned.
        tasks: Option<Tasks>,
        /// A rule about the waits that are awaited.
        waits: Option<Waits>,
        /// A rule about the requests of a client.
        requests: Option<Requests>,
        /// A rule about the lines that are printed.
        stdout: Option<Stdout>,
        /// A rule about blocking.
        blocking: Option<Blocking>,
        /// A rule about what can go on beside the call.
        heartbeat: Option<Heartbeat>,
        /// A rule about the names in the student's file.
        source: Option<Source>,
        /// A rule about what compiles.
        compile: Option<Compile>,
        /// A rule about cases compared with each other.
        across: Option<Across>,
    }
}

form! {
    /// # `course.toml`
    ///
    /// Beside `checks/`, for what holds for the whole course. A course needs none.
    ///
    /// ```toml
    /// name = "Asynchronous Rust"
    /// ```
    Course: "course" {
        /// What reports call the course; by default the name of its folder.
        name: Option<Text>,
        /// Limits of all exercises.
        limits: Option<Limits>,
    }
}
