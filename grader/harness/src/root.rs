//! The call itself, which tokio does not count as a task: polled through a future that knows
//! the limits.
//!
//! The call gets a waker of its own, so that it is polled exactly when something woke it, and
//! not when the world's time is up.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, Wake, Waker};

use grader_trace::{Ending, TaskId, Value};
use tokio::task::coop::unconstrained;
use tokio::time::{Instant, Sleep};

use crate::current::Section;
use crate::heartbeat::Pulse;
use crate::state::State;
use crate::{LocalBoxFuture, current, interpose, panics};

/// The call and the end of its time.
pub(crate) struct Root {
    state: Arc<State>,
    call: LocalBoxFuture<'static, Value>,
    waker: Arc<CallWaker>,
    horizon: Pin<Box<Sleep>>,
    pulse: Pulse,
}

struct CallWaker {
    woken: AtomicBool,
    /// The one that tokio gives to a `block_on`, the same in all of its polls.
    outer: OnceLock<Waker>,
}

impl Wake for CallWaker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        current::with(State::call_wakes_itself);
        // A thread of the student may be the one that wakes: what it did before is to be seen.
        self.woken.store(true, Ordering::Release);
        if let Some(outer) = self.outer.get() {
            outer.wake_by_ref();
        }
    }
}

impl Root {
    /// To be made inside the runtime, at the start of the world.
    pub(crate) fn new(state: Arc<State>, call: LocalBoxFuture<'static, Value>) -> Self {
        let _section = Section::enter();
        let horizon = Box::pin(tokio::time::sleep_until(Instant::now() + state.limits.virtual_time));
        let waker = Arc::new(CallWaker { woken: AtomicBool::new(true), outer: OnceLock::new() });
        Self { state, call, waker, horizon, pulse: Pulse::default() }
    }

    /// Polls the call although nothing woke it, to see where it waits.
    pub(crate) fn poll_aside(&mut self) {
        let waker = Waker::from(Arc::clone(&self.waker));
        if self.call.as_mut().poll(&mut Context::from_waker(&waker)).is_ready() {
            // It must not be polled again.
            self.call = Box::pin(std::future::pending());
        }
    }

    fn begin_poll(&self) -> Result<(), Ending> {
        let _section = Section::enter();
        let inner = &mut *self.state.lock();
        inner.tasks.poll_call();
        if self.state.is_livelock(inner, Some(TaskId::ROOT)) {
            return Err(self.livelock());
        }
        inner.order.begin_turn();
        Ok(())
    }

    fn livelock(&self) -> Ending {
        // Who was polled is added when the call is over.
        Ending::Livelock { at: self.state.clock.now(), polled: Vec::new() }
    }

    fn poll_call(&mut self) -> Poll<Result<Value, Ending>> {
        self.begin_poll()?;
        let waker = Waker::from(Arc::clone(&self.waker));
        let polled =
            catch_unwind(AssertUnwindSafe(|| self.call.as_mut().poll(&mut Context::from_waker(&waker))));
        self.state.polled();
        let _section = Section::enter();
        if let Ok(Poll::Ready(_)) = &polled {
            // A beat that is due by now comes too late, however soon it comes.
            self.state.beat();
        }
        if let Ok(Poll::Pending) = &polled {
            self.state.end_turn(&mut self.state.lock());
        }
        match polled {
            Ok(Poll::Ready(_)) if self.state.clock.now() > self.state.limits.virtual_time => {
                Poll::Ready(Err(self.state.out_of_time()))
            }
            Ok(polled) => polled.map(Ok),
            Err(payload) => Poll::Ready(Err(self.state.panic_ending(panics::message(payload)))),
        }
    }

    fn poll_horizon(&mut self, context: &mut Context<'_>) -> Poll<Ending> {
        let _section = Section::enter();
        pin!(unconstrained(self.horizon.as_mut())).poll(context).map(|()| self.state.out_of_time())
    }
}

impl Future for Root {
    type Output = Result<Value, Ending>;

    /// The clock is as it was after the last wait or poll: who moved it since then was a waker of student code's,
    /// which is found out when the poll of the call is over.
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.waker.outer.get_or_init(|| {
            let _section = Section::enter();
            interpose::begin_outside();
            context.waker().clone()
        });
        self.state.call().get_or_insert_with(|| context.waker().clone());
        if self.state.lock().polls.beyond() > 0 {
            return Poll::Ready(Err(self.livelock()));
        }
        // First of all: what is due together with it may hold the thread.
        let root = &mut *self;
        root.pulse.poll(&root.state, context);
        if self.waker.woken.swap(false, Ordering::Acquire)
            && let Poll::Ready(ended) = self.poll_call()
        {
            return Poll::Ready(ended);
        }
        self.poll_horizon(context).map(Err)
    }
}
