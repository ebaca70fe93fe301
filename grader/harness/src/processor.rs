//! The processor that a driver runs on.

/// Has this thread, and all that it starts, stay on the processor that it is on.
///
/// Of a world's threads one runs at a time, and they take turns within microseconds: to wake another
/// processor for each turn takes longer than most turns. Student code is told of two, wherever it runs.
#[cfg(target_os = "linux")]
pub(crate) fn stay() {
    use rustix::thread::{CpuSet, sched_getcpu, sched_setaffinity};

    let here = sched_getcpu();
    if here < CpuSet::MAX_CPU {
        let mut only = CpuSet::new();
        only.set(here);
        // Where that is not allowed all takes a little longer.
        let _ = sched_setaffinity(None, &only);
    }
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn stay() {}
