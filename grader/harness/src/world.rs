//! One case: a runtime under virtual time on a thread of its own, from its start to its end.

use std::any::Any;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use course_support::world::{self as random, Stream};
use grader_trace::{Ending, Limits, Trace, Value};
use tokio::runtime::{Builder, RngSeed, Runtime};

use crate::ask::ask;
use crate::current::{self, Section};
use crate::hooks::{self, Livelock};
use crate::record::Sink;
use crate::root::Root;
use crate::state::State;
use crate::tracer::{self, Tells};
use crate::{LocalBoxFuture, interpose, panics};

/// The stack of student code, in bytes: as much as a main thread has.
pub(crate) const STACK: usize = 8 << 20;

/// The circumstances of one call.
#[derive(Debug, Clone, Copy)]
pub struct World {
    /// Where all randomness starts: the course's, `rand`'s, that of hash maps, and tokio's.
    pub seed: u64,
    /// Which of the orders in which tasks may run, as in [`grader_trace::wire::Case::order`].
    pub order: Option<u64>,
    /// The time from one beat to the next of a heartbeat that goes on beside a call, if there is one.
    pub heartbeat: Option<Duration>,
    /// Whether the call may reach for what is outside of its runtime, as in [`grader_trace::wire::Job::outside`].
    pub outside: bool,
    /// What the call may use up. Its processor time, memory and real time are the process's
    /// business.
    pub limits: Limits,
    /// The files that the student wrote, as the course names them, such as `src/tasks.rs`.
    pub files: &'static [&'static str],
}

/// A call of student code.
pub(crate) type Call = Box<dyn FnOnce() -> LocalBoxFuture<'static, Value> + Send>;

/// A trace without its events, which have left before.
pub(crate) struct End {
    pub(crate) ending: Ending,
    pub(crate) value: Option<Value>,
    pub(crate) elapsed: Duration,
    pub(crate) unfinished: u32,
}

impl World {
    /// Makes one call on a fresh thread and returns its trace.
    ///
    /// Beyond the limits of events or output the process ends, with [`grader_trace::wire::EXIT_TRACE`] or
    /// [`grader_trace::wire::EXIT_OUTPUT`]; and with [`grader_trace::wire::EXIT_OUTSIDE`] where a call begins a thread
    /// that should stay inside.
    pub fn run(self, call: impl FnOnce() -> LocalBoxFuture<'static, Value> + Send + 'static) -> Trace {
        self.run_boxed(Box::new(call))
    }

    fn run_boxed(self, call: Call) -> Trace {
        let events = Arc::new(Mutex::new(Vec::new()));
        let collected = Arc::clone(&events);
        let sink: Sink = Box::new(move |mut group| {
            collected.lock().unwrap_or_else(PoisonError::into_inner).append(&mut group);
        });
        let End { ending, value, elapsed, unfinished } = self.live(call, sink);
        let events = std::mem::take(&mut *events.lock().unwrap_or_else(PoisonError::into_inner));
        Trace { events, ending, value, elapsed, unfinished }
    }

    /// Makes one call on a fresh thread: `rand`, hash maps and std's output keep state per
    /// thread, and a stack that overflows is this one.
    pub(crate) fn live(self, call: Call, sink: Sink) -> End {
        tracer::install(Tells::Waits);
        let is_alone = !interpose::has_other_threads();
        let world = thread::Builder::new().name("world".to_owned()).stack_size(STACK);
        let world = world.spawn(move || live(&self, is_alone, call, sink)).expect("a thread can be started");
        world.join().unwrap_or_else(|bug| resume_unwind(bug))
    }
}

fn live(world: &World, is_alone: bool, call: Call, sink: Sink) -> End {
    let state = Arc::new(State::new(world, is_alone, sink));
    let _stay = current::enter(Arc::clone(&state));
    panics::install();
    install_streams(world.seed);
    let runtime = build(&state, world);
    let mut root = {
        let _inside = runtime.enter();
        state.clock.attach(runtime.handle().clone());
        Root::new(Arc::clone(&state), Box::pin(async move { call().await }))
    };
    let root_pinned = Pin::new(&mut root);
    let ended = catch_unwind(AssertUnwindSafe(|| runtime.block_on(root_pinned)));
    let mut end = end(&state, ended, runtime.metrics().num_alive_tasks());
    let spins = matches!(end.ending, Ending::Livelock { .. });
    if spins || matches!(end.ending, Ending::Stuck { .. }) {
        ask(&state, &runtime, &mut root, spins);
        let _section = Section::enter();
        end.ending = state.who(end.ending);
    }
    let call = state.call().take();
    drop(call);
    take_down(root, runtime);
    state.wind_down();
    end
}

pub(crate) fn install_streams(seed: u64) {
    let stream = Stream::from_seed(seed);
    random::adopt_threads(Some(stream.of_threads()));
    random::swap(Some(stream));
    record_draws();
    record_calls();
}

/// What this thread calls of the course's blocking functions is recorded.
pub(crate) fn record_calls() {
    random::observe_calls(Some(|function, at| {
        current::with(|state| state.call_of(function, at));
    }));
}

/// What this thread draws is recorded.
pub(crate) fn record_draws() {
    random::observe(Some(|function, drawn, at| {
        current::with(|state| state.draw(function, drawn, at));
    }));
}

/// Not in a section: the runtime's clock starts from std's, which must be the virtual one.
fn build(state: &Arc<State>, world: &World) -> Runtime {
    let mut runtime = Builder::new_current_thread();
    runtime.enable_time().start_paused(true).rng_seed(RngSeed::from_bytes(&world.seed.to_le_bytes()));
    if world.outside {
        // To watch what is outside takes several files for each runtime, and a system call for each wait.
        runtime.enable_io();
    }
    hooks::install(&mut runtime, state);
    runtime.build().expect("a runtime can be built")
}

type Ended = Result<Result<Value, Ending>, Box<dyn Any + Send>>;

fn end(state: &State, ended: Ended, unfinished: usize) -> End {
    // Student code may have left text in std's buffer: this write is recorded.
    panics::contain(|| {
        let _cannot_fail = std::io::stdout().flush();
    });
    let _section = Section::enter();
    let elapsed = state.clock.now();
    let (ending, value) = match ended {
        _ if let Some(moved) = state.clock_moved() => (moved, None),
        Ok(Ok(value)) => (Ending::Returned, Some(value)),
        Ok(Err(ending)) => (ending, None),
        Err(payload) if payload.is::<Livelock>() => {
            (Ending::Livelock { at: elapsed, polled: Vec::new() }, None)
        }
        Err(payload) => (state.panic_ending(panics::message(payload)), None),
    };
    state.close();
    state.clock.detach();
    End { ending, value, elapsed, unfinished: u32::try_from(unfinished).unwrap_or(u32::MAX) }
}

/// Drops what is left of the student's futures. Their `Drop` may do anything; none of it counts.
fn take_down(root: Root, runtime: Runtime) {
    panics::contain(|| drop(root));
    // Without waiting for the threads of `spawn_blocking`, which run in real time.
    panics::contain(|| runtime.shutdown_background());
    random::adopt_threads(None);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_world_outlives_it() {
        let outside = Arc::new(());
        let inside = Arc::clone(&outside);
        let sink: Sink = Box::new(move |_| drop(Arc::clone(&inside)));
        let world = World {
            seed: 1,
            order: None,
            heartbeat: None,
            outside: true,
            limits: Limits::default(),
            files: &[],
        };
        let call = || -> LocalBoxFuture<'static, Value> {
            Box::pin(async {
                tokio::spawn(std::future::pending::<()>());
                Value::Unit
            })
        };
        world.live(Box::new(call), sink);
        assert_eq!(Arc::strong_count(&outside), 1);
    }
}
