//! Receives tokio's own instrumentation, which says where each timer and lock was made, when
//! it was polled, and with what outcome. Student code stays plain tokio.
//!
//! Everything else that might be traced in the process is switched off at its origin.

use std::fmt::Debug;
use std::sync::Once;
use std::sync::atomic::{AtomicU64, Ordering};

use grader_trace::EventKind;
use tracing_core::field::{Field, Visit};
use tracing_core::span::{Attributes, Id, Record};
use tracing_core::{Dispatch, Event, Interest, LevelFilter, Metadata, Subscriber, dispatcher};

use crate::current;
use crate::places::{Files, Line};
use crate::resources::Outcome;
use crate::spans::What;
use crate::state::State;
use crate::threads::OWN;

const RUN: &str = "runtime.spawn";
const RESOURCE: &str = "runtime.resource";
const POLL: &str = "runtime.resource.async_op.poll";
/// A closure behind `spawn_blocking`, by its target.
const BLOCKING: &str = "tokio::task::blocking";
const STATE_UPDATE: &str = "runtime::resource::state_update";
const POLL_OP: &str = "runtime::resource::poll_op";

/// All polls share one span: nothing needs to be known of them but that they begin.
const POLL_SPAN: u64 = 1;
/// What is made outside of a world.
const OTHER_SPAN: u64 = 2;
const FIRST_RESOURCE_SPAN: u64 = 3;

/// Whether a span stands for many things, so that nothing is known of it.
fn is_shared(span: u64) -> bool {
    span < FIRST_RESOURCE_SPAN
}

/// What is wanted of the instrumentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tells {
    /// What tasks wait for. A world's own runtime has hooks that tell of the tasks themselves.
    Waits,
    /// That, and which tasks there are.
    Tasks,
}

/// Makes the tracer the receiver of this process's instrumentation. Whoever is first decides what is
/// wanted of it.
pub(crate) fn install(tells: Tells) {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let tracer = Tracer { next: AtomicU64::new(FIRST_RESOURCE_SPAN), tells };
        dispatcher::set_global_default(Dispatch::new(tracer)).expect("nobody else traces this process");
    });
}

struct Tracer {
    /// Spans are numbered through all worlds of a process; the numbers are in no trace.
    next: AtomicU64,
    tells: Tells,
}

impl Subscriber for Tracer {
    fn register_callsite(&self, metadata: &'static Metadata<'static>) -> Interest {
        if self.enabled(metadata) { Interest::always() } else { Interest::never() }
    }

    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        if metadata.is_span() {
            return match metadata.name() {
                RESOURCE | POLL => true,
                RUN => self.tells == Tells::Tasks || metadata.target() == BLOCKING,
                _ => false,
            };
        }
        match metadata.target() {
            STATE_UPDATE => metadata.fields().field("duration").is_some(),
            POLL_OP => true,
            _ => false,
        }
    }

    fn max_level_hint(&self) -> Option<LevelFilter> {
        Some(LevelFilter::TRACE)
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        if attributes.metadata().name() == POLL {
            return Id::from_u64(POLL_SPAN);
        }
        let span = current::with(|state| {
            let span = self.next.fetch_add(1, Ordering::Relaxed);
            if self.tells != Tells::Tasks && attributes.metadata().target() == BLOCKING {
                state.blocking_made(span);
                return span;
            }
            let mut fields = Fields::of(state.files);
            attributes.record(&mut fields);
            if attributes.metadata().name() == RUN {
                let made = fields.made();
                state.spawned(span, What::of(&fields.kind), made);
            } else {
                state.resource_made(span, &fields);
            }
            span
        });
        Id::from_u64(span.unwrap_or(OTHER_SPAN))
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        current::with(|state| {
            let mut fields = Fields::of(state.files);
            event.record(&mut fields);
            match event.metadata().target() {
                STATE_UPDATE => state.timer_armed(fields.duration),
                _ => state.resource_polled(&fields),
            }
        });
    }

    fn enter(&self, span: &Id) {
        let span = span.into_u64();
        if span == OTHER_SPAN {
            return;
        }
        current::with(|state| match span {
            POLL_SPAN => state.operation_begins(&mut state.lock()),
            span => state.span_entered(span),
        });
    }

    fn exit(&self, span: &Id) {
        let span = span.into_u64();
        if is_shared(span) {
            return;
        }
        current::with(|state| {
            if !state.exited(span) {
                state.lock().resources.exit(span);
            }
        });
    }

    fn clone_span(&self, span: &Id) -> Id {
        let number = span.into_u64();
        if !is_shared(number) {
            current::with(|state| {
                let inner = &mut *state.lock();
                if !inner.spans.share(number) {
                    inner.resources.share(number);
                }
            });
        }
        span.clone()
    }

    fn try_close(&self, span: Id) -> bool {
        let span = span.into_u64();
        if is_shared(span) {
            return true;
        }
        current::with(|state| {
            if !state.released(span) {
                state.resource_released(span);
            }
        });
        true
    }
}

/// Words of tokio's that matter; all others are as good as none.
const WORDS: [&str; 8] =
    ["Sleep", "Interval", "Sender|Receiver", "Mutex", "RwLock", "Semaphore", "Barrier", "poll_closed"];

/// The fields of a span or event that matter. Made for each poll of each timer: it allocates nothing.
struct Fields {
    files: Files,
    concrete_type: &'static str,
    is_internal: bool,
    kind: String,
    file: Option<&'static str>,
    line: u32,
    duration: u64,
    is_ready: bool,
    operation: &'static str,
}

impl Fields {
    fn of(files: Files) -> Self {
        Self {
            files,
            concrete_type: "",
            is_internal: false,
            kind: String::new(),
            file: None,
            line: 0,
            duration: 0,
            is_ready: false,
            operation: "",
        }
    }

    /// The student's line in which it was made.
    fn made(&self) -> Option<Line> {
        self.file.map(|file| Line { file, number: self.line })
    }
}

fn word(text: &str) -> &'static str {
    WORDS.into_iter().find(|word| *word == text).unwrap_or_default()
}

impl Visit for Fields {
    fn record_u64(&mut self, field: &Field, value: u64) {
        match field.name() {
            "loc.line" => self.line = u32::try_from(value).unwrap_or(u32::MAX),
            "duration" => self.duration = value,
            _ => {}
        }
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        match field.name() {
            "is_ready" => self.is_ready = value,
            "is_internal" => self.is_internal = value,
            _ => {}
        }
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "concrete_type" => self.concrete_type = word(value),
            "loc.file" => self.file = self.files.find(value),
            "op_name" => self.operation = word(value),
            _ => {}
        }
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() == "kind" {
            self.kind = format!("{value:?}");
        }
    }
}

impl State {
    fn resource_made(&self, span: u64, fields: &Fields) {
        let made = fields.made();
        let is_own = self.clock.is_of_this_runtime();
        let inner = &mut *self.lock();
        match fields.concrete_type {
            "Sleep" => {
                if let Some((timer, made)) = inner.resources.add_timer(span, made, is_own) {
                    let places = inner.places(made);
                    self.record(inner, EventKind::Timer { timer }, places);
                }
            }
            "Interval" => inner.resources.add_interval(span, made),
            other => inner.resources.add_other(span, name(other, fields.is_internal), made),
        }
    }

    fn blocking_made(&self, span: u64) {
        let inner = &mut *self.lock();
        let task = self.task(inner);
        inner.tasks.add_blocking(span, task);
    }

    /// A thread enters a span that stands for one thing.
    fn span_entered(&self, span: u64) {
        if self.entered(span) {
            return;
        }
        let mut inner = self.lock();
        let Some(task) = inner.tasks.blocking(span) else { return inner.resources.enter(span) };
        drop(inner);
        // A closure behind `spawn_blocking`: its thread may have been made for that of another task.
        if current::thread() != OWN {
            self.threads.work_for(current::thread(), task);
        }
    }

    fn timer_armed(&self, length: u64) {
        self.lock().resources.arm(self.clock.now(), length);
    }

    fn resource_polled(&self, fields: &Fields) {
        let inner = &mut *self.lock();
        let outcome = inner.resources.outcome(self.clock.now(), fields.is_ready, fields.operation);
        let kind = match outcome {
            Some(Outcome::Wait { timer, length }) => EventKind::Wait { timer, length: length.into() },
            Some(Outcome::Fire { timer }) => {
                self.fires(inner, timer);
                EventKind::Fire { timer }
            }
            Some(Outcome::FireUnseen { timer }) => return self.fires(inner, timer),
            Some(Outcome::Pending(wait)) => {
                let task = self.task(inner);
                return inner.tasks.waits_for(task, wait);
            }
            None => return,
        };
        self.record(inner, kind, vec![]);
    }

    fn resource_released(&self, span: u64) {
        let inner = &mut *self.lock();
        inner.tasks.end_blocking(span);
        if let Some(timer) = inner.resources.release(span) {
            self.record(inner, EventKind::Drop { timer }, vec![]);
        }
    }
}

/// What a student calls a resource; nothing for one inside another, such as a channel's
/// semaphore.
fn name(concrete_type: &str, is_internal: bool) -> &'static str {
    match concrete_type {
        _ if is_internal => "",
        "Sender|Receiver" => "oneshot::Receiver",
        "Mutex" => "Mutex",
        "RwLock" => "RwLock",
        "Semaphore" => "Semaphore",
        "Barrier" => "Barrier",
        _ => "",
    }
}
