//! How long a generated program takes, without running it.
//!
//! All times are known where nothing is in anybody's way and all moments are whole milliseconds; and where
//! there is one task and nothing else. Otherwise they are within bounds.

use std::ops::RangeInclusive;
use std::time::Duration;

use crate::generated::{PATIENCE, Step, Work};
use crate::ms;

const MS: Duration = ms(1);

/// The least and the most virtual time that a program takes.
pub(crate) fn bounds(program: &[Step]) -> RangeInclusive<Duration> {
    let end = if is_sequence(program) {
        sequence(program)
    } else if program.iter().all(is_punctual) {
        at_least(program, Duration::ZERO, ceil)
    } else {
        let least = at_least(program, Duration::ZERO, |sleep| sleep);
        return least..=program.iter().map(at_most).sum();
    };
    end..=end
}

/// Whether one task does all, and waits for nobody.
fn is_sequence(program: &[Step]) -> bool {
    program.iter().all(|step| matches!(step, Step::Sleep(_) | Step::Block(_) | Step::Await | Step::Join))
}

/// Whether a step is in nobody's way, depends on nobody's order, and leaves the clock at a whole
/// millisecond.
fn is_punctual(step: &Step) -> bool {
    match step {
        Step::Sleep(_) | Step::Await | Step::Send => true,
        Step::Spawn(program) => program.iter().all(is_punctual),
        Step::Blocking(program) | Step::Thread(program) => {
            program.iter().all(|work| micros_of(work).is_multiple_of(1_000))
        }
        Step::Block(_) | Step::Join | Step::Receive => false,
    }
}

/// One task alone: tokio rounds the moment of a deadline up to its ticks, and then lets so many of them
/// pass as lie between that and the last one.
fn sequence(program: &[Step]) -> Duration {
    program.iter().fold(Duration::ZERO, |now, step| match step {
        Step::Sleep(micros) => now + (ceil(now + Duration::from_micros(*micros)) - floor(now)),
        Step::Block(micros) => now + Duration::from_micros(*micros),
        _ => now,
    })
}

/// The end of a task that begins at some time, if nothing is ever in its way.
fn at_least(program: &[Step], begin: Duration, sleeps: fn(Duration) -> Duration) -> Duration {
    let (mut tasks, mut threads) = (Vec::new(), Vec::new());
    let mut now = begin;
    for step in program {
        match step {
            Step::Sleep(micros) => now += sleeps(Duration::from_micros(*micros)),
            Step::Block(micros) => now += Duration::from_micros(*micros),
            Step::Spawn(program) => tasks.push(at_least(program, now, sleeps)),
            Step::Blocking(program) => tasks.push(now + work_time(program)),
            Step::Await if !tasks.is_empty() => now = now.max(tasks.remove(0)),
            Step::Thread(program) => threads.push(now + work_time(program)),
            Step::Join if !threads.is_empty() => now = now.max(threads.remove(0)),
            Step::Await | Step::Join | Step::Send | Step::Receive => {}
        }
    }
    now
}

/// The most that a step adds, if everything follows each other.
fn at_most(step: &Step) -> Duration {
    match step {
        Step::Sleep(micros) => Duration::from_micros(*micros) + 2 * MS,
        Step::Block(micros) => Duration::from_micros(*micros),
        Step::Spawn(program) => program.iter().map(at_most).sum(),
        Step::Blocking(program) | Step::Thread(program) => work_time(program),
        Step::Receive => PATIENCE + 2 * MS,
        Step::Await | Step::Join | Step::Send => Duration::ZERO,
    }
}

fn work_time(program: &[Work]) -> Duration {
    program.iter().map(|work| Duration::from_micros(micros_of(work))).sum()
}

fn micros_of(work: &Work) -> u64 {
    match work {
        Work::Sleep(micros) | Work::Park(micros) => *micros,
        Work::Send => 0,
    }
}

fn floor(time: Duration) -> Duration {
    Duration::from_millis(time.as_millis() as u64)
}

fn ceil(time: Duration) -> Duration {
    floor(time + (MS - Duration::from_nanos(1)))
}
