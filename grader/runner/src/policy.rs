//! What a process may use up, and what it is kept from.

use std::time::Duration;

use grader_trace::Limits;

use crate::sandbox::Confinement;

/// What a process may use up, and what it is kept from. Resource limits are the kernel's where the
/// kernel has them.
#[derive(Debug, Clone)]
pub struct Policy {
    /// Processor time of the process and all its threads; whole seconds, rounded up.
    pub cpu: Duration,
    /// Real time. Reaching only this limit is an error, not an ending: the machine was slow.
    pub wall: Duration,
    /// Address space of each process, in bytes.
    pub memory: u64,
    /// Bytes of each file that it writes.
    pub file_size: u64,
    /// Files that each process has open at once.
    pub open_files: u64,
    /// Threads and processes, where the system can count them for this one alone.
    pub threads: u64,
    /// Bytes kept of standard output and of standard error; what comes after is read and
    /// dropped, so that no program blocks or fails because its output is long.
    pub output: usize,
    /// Bytes that a driver may say over its socket.
    pub trace: u64,
    /// What keeps it from doing harm; nothing but the limits above where there is none.
    pub sandbox: Option<Confinement>,
}

impl Policy {
    /// For our own tools, such as cargo building what all submissions share: no limits but on
    /// what is kept of the output.
    pub const TRUSTED: Self = Self {
        cpu: Duration::MAX,
        wall: Duration::from_secs(60 * 60),
        memory: u64::MAX,
        file_size: u64::MAX,
        open_files: u64::MAX,
        threads: u64::MAX,
        output: 16 << 20,
        trace: 0,
        sandbox: None,
    };

    /// For a compiler: rustc takes about 0.5 s and 200 MB for a student's file, a twentieth of its time;
    /// it needs 1.5 GB of address space (below 500 MB it fails with a misleading message), writes at
    /// most some 20 MB to one file, runs some ten threads, and prints its diagnostics as JSON.
    pub const COMPILER: Self = Self {
        cpu: Duration::from_secs(10),
        wall: Duration::from_secs(300),
        memory: 3 << 30,
        file_size: 256 << 20,
        open_files: 1024,
        threads: 256,
        output: 4 << 20,
        trace: 0,
        sandbox: None,
    };

    /// For a program that runs the cases of a scenario. Its printed lines are in the trace; what
    /// reaches the pipes is the last words of a crash. It has no file to write. The harness lets student
    /// code have fewer threads than this.
    pub fn running(limits: &Limits) -> Self {
        Self {
            cpu: limits.cpu,
            wall: limits.wall,
            memory: limits.memory,
            file_size: 1 << 20,
            open_files: 256,
            threads: 600,
            output: 64 << 10,
            trace: 256 << 20,
            sandbox: None,
        }
    }

    /// The same, in a sandbox.
    #[must_use]
    pub fn confined(self, sandbox: Option<Confinement>) -> Self {
        Self { sandbox, ..self }
    }

    /// The processor limit as the kernel takes it.
    pub(crate) fn cpu_seconds(&self) -> u64 {
        self.cpu.as_secs().saturating_add(u64::from(self.cpu.subsec_nanos() > 0))
    }
}
