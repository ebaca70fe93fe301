//! Traces and exercises written by hand, for tests. Times are milliseconds.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::time::Duration;

use grader_trace::wire::{Case, Inputs};
use grader_trace::{
    Answer, Beat, BlockKind, Draw, Ending, Event, EventKind, Limits, Location, Nanos, Place, Reply,
    RequestEnd, RequestId, Stream, TaskId, TimerId, Trace, Value, Web,
};

use crate::course::{Check, Exercise, Input, Scenario};
use crate::diagnostic::Diagnostic;
use crate::evidence::{CaseRun, Evidence, ScenarioRun};
use crate::report::{Finding, Origin};
use crate::rule::Rule;
use crate::run::Run;

/// The file of the exercise of [`exercise`].
pub(crate) const FILE: &str = "src/multiple.rs";

pub(crate) fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// A length of time as a value.
pub(crate) fn time(millis: u64) -> Value {
    Value::Duration(ms(millis))
}

/// A list of lengths of time.
pub(crate) fn times(millis: &[u64]) -> Value {
    Value::List(millis.iter().copied().map(time).collect())
}

pub(crate) fn location(text: &str) -> Location {
    let (file, line) = text.rsplit_once(':').unwrap();
    Location::new(file, line.parse().unwrap())
}

/// A trace that is being written; events are put into order of time by `done`.
#[derive(Debug, Default)]
pub(crate) struct TraceBuilder {
    events: Vec<Event>,
    timers: u32,
    requests: u32,
    tasks: u32,
    task: u32,
    value: Option<Value>,
    ending: Option<Ending>,
    /// The end of the last blocking sleep, which no event marks.
    blocked_until: Duration,
    elapsed: Option<Duration>,
}

pub(crate) fn trace() -> TraceBuilder {
    TraceBuilder::default()
}

impl TraceBuilder {
    fn event(mut self, at: u64, kind: EventKind, places: &[&str]) -> Self {
        let places = places.iter().map(|place| Place::Line(location(place))).collect();
        self.events.push(Event { at: ms(at).into(), task: TaskId(self.task), kind, places });
        self
    }

    fn timer(mut self, at: u64, places: &[&str]) -> (Self, TimerId) {
        let timer = TimerId(self.timers);
        self.timers += 1;
        (self.event(at, EventKind::Timer { timer }, places), timer)
    }

    /// A sleep, made and awaited in one go.
    pub(crate) fn wait(self, when: Range<u64>, places: &[&str]) -> Self {
        let (builder, timer) = self.timer(when.start, places);
        let length = ms(when.end - when.start);
        builder.event(when.start, EventKind::Wait { timer, length: length.into() }, &[]).event(
            when.end,
            EventKind::Fire { timer },
            &[],
        )
    }

    /// A sleep that is made and never polled.
    pub(crate) fn unpolled(self, at: u64, places: &[&str]) -> Self {
        self.timer(at, places).0
    }

    /// A sleep that still goes on at the end of the call.
    pub(crate) fn unfinished(self, at: u64, places: &[&str]) -> Self {
        let (builder, timer) = self.timer(at, places);
        builder.event(at, EventKind::Wait { timer, length: ms(1_000_000).into() }, &[])
    }

    /// A sleep that is dropped before it is due.
    pub(crate) fn abandoned(self, when: Range<u64>, places: &[&str]) -> Self {
        let end = when.end;
        let builder = self.unfinished(when.start, places);
        let timer = TimerId(builder.timers - 1);
        builder.event(end, EventKind::Drop { timer }, &[])
    }

    /// One timer with several ticks.
    pub(crate) fn interval(self, at: u64, ticks: &[u64], places: &[&str]) -> Self {
        let (builder, timer) = self.timer(at, places);
        let builder = ticks.iter().fold(builder, |builder, tick| {
            builder.event(*tick, EventKind::Wait { timer, length: ms(1).into() }, &[]).event(
                *tick,
                EventKind::Fire { timer },
                &[],
            )
        });
        let last = ticks.last().copied().unwrap_or(at);
        builder.event(last, EventKind::Drop { timer }, &[])
    }

    /// A blocking sleep.
    pub(crate) fn block(self, when: Range<u64>, places: &[&str]) -> Self {
        let kind = EventKind::Block { how: BlockKind::Sleep, length: ms(when.end - when.start).into() };
        let mut builder = self.event(when.start, kind, places);
        builder.blocked_until = builder.blocked_until.max(ms(when.end));
        builder
    }

    /// The sleep of a thread of its own.
    pub(crate) fn pause(self, when: Range<u64>, places: &[&str]) -> Self {
        let kind = EventKind::Pause { length: ms(when.end - when.start).into() };
        let mut builder = self.event(when.start, kind, places);
        builder.blocked_until = builder.blocked_until.max(ms(when.end));
        builder
    }

    /// A call of a blocking function that the course provides.
    pub(crate) fn calls(self, at: u64, function: &str, places: &[&str]) -> Self {
        self.event(at, EventKind::Call { function: function.into() }, places)
    }

    /// A late beat of a heartbeat that beats every 10 ms.
    pub(crate) fn beat(self, at: u64, late: u64) -> Self {
        self.event(at, EventKind::Beat(Box::new(Beat { every: ms(10), late: ms(late) })), &[])
    }

    /// A thread that is stopped for ever.
    pub(crate) fn stops(self, at: u64, places: &[&str]) -> Self {
        let kind = EventKind::Block { how: BlockKind::Forever, length: Nanos::default() };
        self.event(at, kind, places)
    }

    /// The task is made to let others go first.
    pub(crate) fn yields(self, at: u64, places: &[&str]) -> Self {
        self.event(at, EventKind::Yield, places)
    }

    /// The end of the process, by the code itself.
    pub(crate) fn quits(self, at: u64, places: &[&str]) -> Self {
        self.event(at, EventKind::Quit, places)
    }

    /// A task that runs what `inside` writes, and ends at `when.end`.
    pub(crate) fn task(self, when: Range<u64>, places: &[&str], inside: impl FnOnce(Self) -> Self) -> Self {
        let (parent, child) = (self.task, self.tasks + 1);
        let mut builder = self.event(when.start, EventKind::Spawn { child: TaskId(child) }, places);
        (builder.tasks, builder.task) = (child, child);
        let mut builder =
            inside(builder.event(when.start, EventKind::Start, &[])).event(when.end, EventKind::End, &[]);
        builder.task = parent;
        builder
    }

    /// A task that is spawned and goes on.
    pub(crate) fn left(mut self, at: u64, places: &[&str]) -> Self {
        self.tasks += 1;
        let child = TaskId(self.tasks);
        self.event(at, EventKind::Spawn { child }, places)
    }

    /// A random draw.
    pub(crate) fn draw(self, value: f64, places: &[&str]) -> Self {
        let kind = EventKind::Draw(Box::new(Draw { function: "uniform".into(), value: Value::Float(value) }));
        self.event(0, kind, places)
    }

    /// A request whose text, if it comes to that, is there with its head.
    pub(crate) fn request(self, when: Range<u64>, url: &str, end: RequestEnd, places: &[&str]) -> Self {
        let head = matches!(end, RequestEnd::Answered { .. }).then_some(when.end);
        self.request_with_head(when, head, url, end, places)
    }

    /// A request whose head comes at a time of its own, or never.
    pub(crate) fn request_with_head(
        self,
        when: Range<u64>,
        head: Option<u64>,
        url: &str,
        end: RequestEnd,
        places: &[&str],
    ) -> Self {
        let builder = self.open_request(when.start, url, places);
        let request = RequestId(builder.requests - 1);
        let builder = match head {
            Some(at) => builder.event(at, EventKind::Reply { request }, &[]),
            None => builder,
        };
        builder.event(when.end, EventKind::Answer { request, end }, &[])
    }

    /// A request that still goes on at the end of the call.
    pub(crate) fn open_request(mut self, at: u64, url: &str, places: &[&str]) -> Self {
        let request = RequestId(self.requests);
        self.requests += 1;
        self.event(at, EventKind::Request { request, url: url.into() }, places)
    }

    /// A line on standard output.
    pub(crate) fn print(self, at: u64, line: &str, places: &[&str]) -> Self {
        self.event(at, EventKind::Print { stream: Stream::Stdout, line: line.into() }, places)
    }

    /// A line on standard error.
    pub(crate) fn eprint(self, at: u64, line: &str, places: &[&str]) -> Self {
        self.event(at, EventKind::Print { stream: Stream::Stderr, line: line.into() }, places)
    }

    pub(crate) fn panic(self, at: u64, message: &str, places: &[&str]) -> Self {
        self.event(at, EventKind::Panic { message: message.into() }, places)
    }

    pub(crate) fn returns(mut self, value: Value) -> Self {
        self.value = Some(value);
        self
    }

    pub(crate) fn ends(mut self, ending: Ending) -> Self {
        self.ending = Some(ending);
        self
    }

    /// The virtual time of the call; without it the time of the last event.
    pub(crate) fn takes(mut self, millis: u64) -> Self {
        self.elapsed = Some(ms(millis));
        self
    }

    pub(crate) fn done(mut self) -> Trace {
        self.events.sort_by_key(|event| event.at);
        number_timers(&mut self.events);
        let last = self.events.last().map_or(Duration::ZERO, |event| event.at.get()).max(self.blocked_until);
        Trace {
            elapsed: self.elapsed.unwrap_or(last),
            events: self.events,
            ending: self.ending.unwrap_or(Ending::Returned),
            value: self.value,
            unfinished: 0,
        }
    }
}

/// Numbers timers as a world does: in the order in which they are made.
fn number_timers(events: &mut [Event]) {
    let mut made = HashMap::new();
    for event in events {
        let next = TimerId(u32::try_from(made.len()).expect("a sample is small"));
        if let Some(timer) = event.kind.timer_mut() {
            *timer = *made.entry(*timer).or_insert(next);
        }
    }
}

/// A page whose head comes after so long, and its text so much later.
pub(crate) fn page(after: u64, status: u16, body: &str, body_after: u64) -> Answer {
    let reply = Reply::Page { status, body: body.to_owned() };
    Answer { after: Some(ms(after)), reply, body_after: Some(ms(body_after)) }
}

/// A list of texts.
pub(crate) fn texts(texts: &[&str]) -> Value {
    Value::List(texts.iter().map(|text| Value::Text((*text).to_owned())).collect())
}

/// What `look` sees of one case whose inputs are `client`, with such a web, `urls` and others.
pub(crate) fn with_web<T>(
    trace: &Trace,
    answers: &[(&str, Answer)],
    urls: &[&str],
    others: &[(&str, Value)],
    look: impl FnOnce(Run<'_>) -> T,
) -> T {
    let exercise = exercise(Vec::new());
    let evidence = evidence(&exercise, "", Vec::new());
    let answers = answers.iter().map(|(url, answer)| ((*url).to_owned(), answer.clone())).collect();
    let web = [("client", Value::Web(Web { answers })), ("urls", texts(urls))];
    let case = Case { seed: 0, inputs: inputs(&[&web, others].concat()), order: None };
    look(Run { evidence: &evidence, names: None, case: &case, trace })
}

/// Inputs by name.
pub(crate) fn inputs(inputs: &[(&str, Value)]) -> Inputs {
    inputs.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
}

/// `n` and `max` in milliseconds, as most exercises have them.
pub(crate) fn n_max(n: i64, max: u64) -> Inputs {
    inputs(&[("n", Value::Int(n)), ("max", time(max))])
}

pub(crate) fn case(inputs: Inputs, seed: u64, trace: Trace) -> CaseRun {
    CaseRun { case: Case { seed, inputs, order: None }, trace: Some(trace) }
}

/// A scenario whose cases these are, and of which nothing else was run.
pub(crate) fn scenario_run(cases: Vec<CaseRun>) -> ScenarioRun {
    ScenarioRun { cases, again: None, more: Vec::new(), alone: Vec::new() }
}

pub(crate) fn check(id: &str, points: f64, rules: Vec<Rule>) -> Check {
    Check {
        id: id.to_owned(),
        title: format!("The check {id}"),
        points,
        hidden: false,
        scenarios: vec!["waits".to_owned()],
        rules,
        hints: vec!["First nudge.".to_owned(), "Second nudge.".to_owned()],
    }
}

/// An exercise `multiple` with one scenario, `waits`, over `n` and `max`.
pub(crate) fn exercise(checks: Vec<Check>) -> Exercise {
    let input = |name: &str, ty: &str| Input { name: name.to_owned(), ty: ty.to_owned(), values: Vec::new() };
    Exercise {
        id: "multiple".to_owned(),
        title: "Several at once".to_owned(),
        order: 2,
        uses: vec!["basic".to_owned()],
        file: FILE.to_owned(),
        todo: Vec::new(),
        scenarios: vec![Scenario {
            id: "waits".to_owned(),
            is_program: false,
            call: "multiple::wait_n(n, max).await".to_owned(),
            output: "Vec<Duration>".to_owned(),
            result: None,
            inputs: vec![input("n", "usize"), input("max", "Duration")],
            cases: 1,
            explore: false,
            heartbeat: None,
            limits: Limits::default(),
        }],
        checks,
    }
}

/// Evidence of an exercise whose earlier exercises were the reference's.
pub(crate) fn evidence<'a>(exercise: &'a Exercise, source: &'a str, cases: Vec<CaseRun>) -> Evidence<'a> {
    Evidence {
        exercise,
        source,
        stub: "pub async fn wait_n(n: usize, max: Duration) -> Vec<Duration> { todo!() }",
        warnings: &[],
        with: BTreeMap::from([("basic".to_owned(), Origin::Reference)]),
        own_files: vec![FILE.to_owned()],
        runs: BTreeMap::from([("waits".to_owned(), scenario_run(cases))]),
        misfits: BTreeMap::new(),
        compiled: BTreeMap::new(),
    }
}

/// What `look` sees of one case of the exercise, whose inputs are `n` = 5 and `max` = 10 s.
pub(crate) fn with_run<T>(trace: &Trace, look: impl FnOnce(Run<'_>) -> T) -> T {
    with_warnings(trace, &[], look)
}

/// The same, where the compiler has warned.
pub(crate) fn with_warnings<T>(trace: &Trace, warnings: &[Diagnostic], look: impl FnOnce(Run<'_>) -> T) -> T {
    let exercise = exercise(Vec::new());
    let evidence = Evidence { warnings, ..evidence(&exercise, "", Vec::new()) };
    let case = Case { seed: 0, inputs: n_max(5, 10_000), order: None };
    look(Run { evidence: &evidence, names: None, case: &case, trace })
}

/// What `look` sees of the first of several cases of one scenario: of their `n`, `max` in milliseconds
/// and trace; and of the student's source.
pub(crate) fn with_cases<T>(
    cases: Vec<(i64, u64, TraceBuilder)>,
    source: &str,
    look: impl FnOnce(Run<'_>) -> T,
) -> T {
    let exercise = exercise(Vec::new());
    let cases = cases.into_iter().map(|(n, max, trace)| case(n_max(n, max), 0, trace.done())).collect();
    let evidence = evidence(&exercise, source, cases);
    let names = crate::source::read(source).unwrap();
    let first = &evidence.runs["waits"].cases[0];
    let trace = first.trace.as_ref().unwrap();
    look(Run { evidence: &evidence, names: Some(&names), case: &first.case, trace })
}

/// What was expected and observed, or nothing where the rule holds.
pub(crate) fn said(finding: Option<&Finding>) -> Option<(&str, &str)> {
    finding.map(|finding| {
        (finding.expected.as_deref().unwrap_or_default(), finding.observed.as_deref().unwrap_or_default())
    })
}
