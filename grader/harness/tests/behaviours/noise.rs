//! Others that use the machine, so that threads are stopped and go on at many moments.

use std::hint::black_box;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};

/// Threads that use up processor time for as long as this lives: as many as there are processors.
pub(crate) struct Noise {
    is_over: Arc<AtomicBool>,
    threads: Vec<JoinHandle<()>>,
}

impl Noise {
    pub(crate) fn start() -> Self {
        let is_over = Arc::new(AtomicBool::new(false));
        let processors = thread::available_parallelism().map_or(1, usize::from);
        let thread = |number| {
            let is_over = Arc::clone(&is_over);
            thread::spawn(move || burn(number as u64, &is_over))
        };
        let threads = (0..processors).map(thread).collect();
        Self { is_over, threads }
    }
}

impl Drop for Noise {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
        self.threads.drain(..).for_each(|thread| thread.join().unwrap());
    }
}

/// Works for an irregular while, then lets others go first, again and again.
fn burn(number: u64, is_over: &AtomicBool) {
    let mut state = number + 1;
    while !is_over.load(Ordering::Relaxed) {
        // Marsaglia's xorshift.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        for step in 0..state % 100_000 {
            black_box(step);
        }
        thread::yield_now();
    }
}
