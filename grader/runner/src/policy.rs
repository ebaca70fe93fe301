//! What a process may use up.

use std::time::Duration;

use grader_trace::Limits;

/// What a process may use up. Resource limits are the kernel's where the kernel has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// Processor time of the process and all its threads; whole seconds, rounded up.
    pub cpu: Duration,
    /// Real time. Reaching only this limit is an error, not an ending: the machine was slow.
    pub wall: Duration,
    /// Address space of each process, in bytes.
    pub memory: u64,
    /// Bytes kept of standard output and of standard error; what comes after is read and
    /// dropped, so that no program blocks or fails because its output is long.
    pub output: usize,
    /// Bytes that may arrive over the socket.
    pub trace: usize,
}

impl Policy {
    /// For our own tools, such as cargo building what all submissions share: no limits but on
    /// what is kept of the output.
    pub const TRUSTED: Self = Self {
        cpu: Duration::MAX,
        wall: Duration::from_secs(60 * 60),
        memory: u64::MAX,
        output: 16 << 20,
        trace: 0,
    };

    /// For a compiler: rustc takes about 0.5 s and 200 MB for a student's file, needs 1.5 GB of
    /// address space (below 500 MB it fails with a misleading message), and prints its
    /// diagnostics as JSON.
    pub const COMPILER: Self = Self {
        cpu: Duration::from_secs(30),
        wall: Duration::from_secs(300),
        memory: 3 << 30,
        output: 4 << 20,
        trace: 0,
    };

    /// For a program that runs the cases of a scenario. Its printed lines are in the trace;
    /// what reaches the pipes is the last words of a crash.
    pub fn running(limits: &Limits) -> Self {
        Self { cpu: limits.cpu, wall: limits.wall, memory: limits.memory, output: 64 << 10, trace: 256 << 20 }
    }

    /// The processor limit as the kernel takes it.
    pub(crate) fn cpu_seconds(&self) -> u64 {
        self.cpu.as_secs().saturating_add(u64::from(self.cpu.subsec_nanos() > 0))
    }
}
