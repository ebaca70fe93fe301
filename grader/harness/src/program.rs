//! A case that is a whole program: its `main`, unchanged, with whatever runtimes it makes.
//!
//! All its threads are those of a world, and so its clock is nothing but the number that their baton
//! moves (`threads`). Such a world does not end by itself: whoever finds that it is over says so, and
//! goes no further, nor does any other of its threads. So one process runs one program.

use std::convert::Infallible;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::process::{ExitCode, Termination};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use grader_trace::{Ending, Value};

use crate::current::{self, Section};
use crate::panics;
use crate::record::Sink;
use crate::state::State;
use crate::tracer::{self, Tells};
use crate::world::{self, End, STACK, World};

/// The exit code of a program whose `main` has returned this.
pub fn exit_code(returned: impl Termination) -> u8 {
    let code = returned.report();
    (0..=u8::MAX).find(|number| ExitCode::from(*number) == code).unwrap_or(1)
}

/// What only the world of a program has.
pub(crate) struct Program {
    /// Who waits for its end.
    told: Mutex<Option<Sender<End>>>,
}

impl Program {
    /// Says how the program ended; only who is first is heard.
    pub(crate) fn tell(&self, end: End) {
        let told = self.told.lock().unwrap_or_else(PoisonError::into_inner).take();
        // Who has gone does not want to know.
        if let Some(told) = told {
            let _nobody_listens = told.send(end);
        }
    }
}

impl World {
    /// Runs a program's `main`, which returns its exit code, on a fresh thread.
    ///
    /// Its threads stay behind, wherever they are, and its statics do: it has to be the only one that
    /// this process runs, which then has to leave at once. `main` cannot return: where the program has
    /// called `exit`, std waits for that for ever.
    pub(crate) fn live_as_program(self, main: fn() -> u8, sink: Sink) -> End {
        tracer::install(Tells::Tasks);
        let (told, end) = mpsc::channel();
        let state = State::of_program(&self, Program { told: Mutex::new(Some(told)) }, sink);
        let own = thread::Builder::new().name("main".to_owned()).stack_size(STACK);
        let own = own.spawn(move || live(&self, &Arc::new(state), main)).expect("a thread can be started");
        match end.recv() {
            Ok(end) => end,
            // Nobody is left who could have said it.
            Err(_) => match own.join() {
                Ok(never) => match never {},
                Err(bug) => resume_unwind(bug),
            },
        }
    }
}

fn live(world: &World, state: &Arc<State>, main: fn() -> u8) -> Infallible {
    let _stay = current::enter(Arc::clone(state));
    panics::install();
    world::install_streams(world.seed);
    state.clock.stand_alone();
    let ended = catch_unwind(AssertUnwindSafe(main));
    // Student code may have left text in std's buffer: this write is recorded.
    panics::contain(|| {
        let _cannot_fail = std::io::stdout().flush();
    });
    let _section = Section::enter();
    match ended {
        Ok(code) => state.exits(code.into()),
        Err(payload) => {
            let ending = state.panic_ending(panics::message(payload));
            state.finish(ending, None)
        }
    }
}

impl State {
    /// The program is over, with this exit code.
    pub(crate) fn exits(&self, code: i32) -> ! {
        let ending = if code == 0 { Ending::Returned } else { Ending::Exited { code } };
        self.finish(ending, Some(Value::Int(code.into())))
    }

    /// The program is over. This thread does not hand on the baton, so nothing else happens.
    ///
    /// To be called without the world's lock.
    pub(crate) fn finish(&self, ending: Ending, value: Option<Value>) -> ! {
        let _section = Section::enter();
        let elapsed = self.clock.now();
        self.close();
        let unfinished = u32::try_from(self.unfinished()).unwrap_or(u32::MAX);
        if let Some(program) = &self.program {
            program.tell(End { ending, value, elapsed, unfinished });
        }
        loop {
            thread::park();
        }
    }
}
