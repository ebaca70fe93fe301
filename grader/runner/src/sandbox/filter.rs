//! Turns decisions about system calls into a seccomp filter.
//!
//! The filter searches a tree. The kernel runs a filter once for every system call there is when
//! it is installed, to remember which are always allowed, so what counts is the way to an answer:
//! with a list of comparisons installing takes five times as long.

use std::collections::BTreeMap;

use libc::{sock_filter, sock_fprog};

/// What becomes of a system call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    /// It is made.
    Allow,
    /// It fails with this error.
    Fail(i32),
    /// It raises SIGSYS in the thread that made it.
    Trap,
    /// The process ends.
    Kill,
}

/// What an argument of a system call is asked. All but [`Test::IsNull`] look at its lower half,
/// as the kernel does with flags and commands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Test {
    /// Whether it is one of these.
    OneOf(u8, &'static [u32]),
    /// Whether it is this.
    Is(u8, u32),
    /// Whether it has all of these bits.
    Has(u8, u32),
    /// Whether it has none of these bits.
    Lacks(u8, u32),
    /// Whether all of it is zero.
    IsNull(u8),
}

/// What is decided about a system call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Decision {
    Always(Action),
    /// The first where all tests hold, otherwise the second.
    When(Vec<Test>, Action, Action),
}

/// Decisions by the numbers of system calls.
#[derive(Debug, Clone)]
pub(super) struct Filter {
    decided: BTreeMap<u32, Decision>,
    otherwise: Action,
    /// From this number on, system calls are newer than this program, and fail as if the kernel
    /// did not have them: that makes libraries fall back on older ones.
    unheard_of: u32,
}

const LOAD: u32 = libc::BPF_LD | libc::BPF_W | libc::BPF_ABS;
const RETURN: u32 = libc::BPF_RET | libc::BPF_K;
const JUMP: u32 = libc::BPF_JMP | libc::BPF_JA;
const IF_EQUAL: u32 = libc::BPF_JMP | libc::BPF_JEQ | libc::BPF_K;
const IF_AT_LEAST: u32 = libc::BPF_JMP | libc::BPF_JGE | libc::BPF_K;
const AND: u32 = libc::BPF_ALU | libc::BPF_AND | libc::BPF_K;

/// Where `struct seccomp_data` has what: the number, the machine, and the halves of arguments.
const NUMBER: u32 = 0;
const MACHINE: u32 = 4;
const ARGUMENTS: u32 = 16;
const ARGUMENT: u32 = 8;

/// The machine that this program was compiled for, as the kernel calls it: its ELF number, and
/// that it is a little-endian one of 64 bits.
const THIS_MACHINE: u32 = if cfg!(target_arch = "x86_64") { 62 } else { 183 } | 0xc000_0000;
/// From here on numbers of x86_64 mean calls with pointers of 32 bits.
const X32: u32 = 0x4000_0000;

impl Filter {
    pub(super) fn new(otherwise: Action, unheard_of: u32) -> Self {
        Self { decided: BTreeMap::new(), otherwise, unheard_of }
    }

    pub(super) fn decide(&mut self, call: libc::c_long, decision: Decision) {
        self.decided.insert(u32::try_from(call).expect("system calls have small numbers"), decision);
    }

    /// The program for the kernel.
    pub(super) fn program(&self) -> Vec<sock_filter> {
        let mut program = vec![
            step(LOAD, MACHINE),
            branch(IF_EQUAL, THIS_MACHINE, 1, 0),
            step(RETURN, code(Action::Kill)),
            step(LOAD, NUMBER),
        ];
        program.extend(search(&self.ranges()));
        program
    }

    /// Numbers from which on a decision holds, until the next.
    fn ranges(&self) -> Vec<(u32, Decision)> {
        let otherwise = Decision::Always(self.otherwise);
        let mut starts = BTreeMap::from([
            (0, otherwise.clone()),
            (self.unheard_of, Decision::Always(Action::Fail(libc::ENOSYS))),
            (X32, Decision::Always(Action::Kill)),
        ]);
        for (number, decision) in &self.decided {
            starts.insert(*number, decision.clone());
            starts.entry(number + 1).or_insert_with(|| otherwise.clone());
        }
        let mut ranges: Vec<(u32, Decision)> = starts.into_iter().collect();
        ranges.dedup_by(|next, before| next.1 == before.1);
        ranges
    }
}

/// Finds the range that a number lies in, by halves.
fn search(ranges: &[(u32, Decision)]) -> Vec<sock_filter> {
    let [(_, only)] = ranges else {
        let (lower, upper) = ranges.split_at(ranges.len() / 2);
        let lower = search(lower);
        // A branch reaches 255 steps, a jump any.
        let over = u32::try_from(lower.len()).expect("a filter is short");
        let mut steps = vec![branch(IF_AT_LEAST, upper[0].0, 0, 1), step(JUMP, over)];
        steps.extend(lower);
        steps.extend(search(upper));
        return steps;
    };
    answer(only)
}

fn answer(decision: &Decision) -> Vec<sock_filter> {
    match decision {
        Decision::Always(action) => vec![step(RETURN, code(*action))],
        Decision::When(tests, then, otherwise) => {
            let mut steps: Vec<_> = tests.iter().flat_map(|test| ask(*test, *otherwise)).collect();
            steps.push(step(RETURN, code(*then)));
            steps
        }
    }
}

/// Goes on behind these steps where the test holds.
fn ask(test: Test, otherwise: Action) -> Vec<sock_filter> {
    let failed = step(RETURN, code(otherwise));
    let lower = |argument: u8| step(LOAD, ARGUMENTS + ARGUMENT * u32::from(argument));
    let upper = |argument: u8| step(LOAD, ARGUMENTS + ARGUMENT * u32::from(argument) + 4);
    match test {
        Test::Is(argument, value) => vec![lower(argument), branch(IF_EQUAL, value, 1, 0), failed],
        Test::Has(argument, bits) => {
            vec![lower(argument), step(AND, bits), branch(IF_EQUAL, bits, 1, 0), failed]
        }
        Test::Lacks(argument, bits) => {
            vec![lower(argument), step(AND, bits), branch(IF_EQUAL, 0, 1, 0), failed]
        }
        Test::IsNull(argument) => vec![
            lower(argument),
            branch(IF_EQUAL, 0, 1, 0),
            failed,
            upper(argument),
            branch(IF_EQUAL, 0, 1, 0),
            failed,
        ],
        Test::OneOf(argument, values) => {
            let mut steps = vec![lower(argument)];
            for (index, value) in values.iter().enumerate() {
                let behind = u8::try_from(values.len() - index).expect("few values are asked for");
                steps.push(branch(IF_EQUAL, *value, behind, 0));
            }
            steps.push(failed);
            steps
        }
    }
}

fn step(code: u32, operand: u32) -> sock_filter {
    branch(code, operand, 0, 0)
}

fn branch(code: u32, operand: u32, holds: u8, fails: u8) -> sock_filter {
    sock_filter { code: code as u16, jt: holds, jf: fails, k: operand }
}

fn code(action: Action) -> u32 {
    match action {
        Action::Allow => libc::SECCOMP_RET_ALLOW,
        Action::Fail(error) => libc::SECCOMP_RET_ERRNO | error.cast_unsigned(),
        Action::Trap => libc::SECCOMP_RET_TRAP,
        Action::Kill => libc::SECCOMP_RET_KILL_PROCESS,
    }
}

/// What the kernel takes a filter as; it copies it.
pub(super) fn for_kernel(program: &mut [sock_filter]) -> sock_fprog {
    sock_fprog {
        len: u16::try_from(program.len()).expect("a filter has at most 4096 steps"),
        filter: program.as_mut_ptr(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::{Profile, calls};

    /// Runs a program as the kernel does.
    fn run(program: &[sock_filter], machine: u32, number: u32, arguments: [u64; 6]) -> u32 {
        let word = |offset: u32| match offset {
            NUMBER => number,
            MACHINE => machine,
            _ => {
                let argument = arguments[((offset - ARGUMENTS) / ARGUMENT) as usize];
                if (offset - ARGUMENTS).is_multiple_of(ARGUMENT) {
                    argument as u32
                } else {
                    (argument >> 32) as u32
                }
            }
        };
        let (mut at, mut register) = (0, 0);
        loop {
            let sock_filter { code, jt, jf, k } = program[at];
            let holds = match u32::from(code) {
                LOAD => {
                    register = word(k);
                    true
                }
                AND => {
                    register &= k;
                    true
                }
                JUMP => {
                    at += k as usize;
                    true
                }
                IF_EQUAL => register == k,
                IF_AT_LEAST => register >= k,
                RETURN => return k,
                other => panic!("{other:#x} is no step"),
            };
            at += 1 + usize::from(if holds { jt } else { jf });
        }
    }

    fn filter() -> Filter {
        let mut filter = Filter::new(Action::Fail(libc::EPERM), 460);
        for call in (0..450).filter(|call| call % 3 == 0) {
            filter.decide(call, Decision::Always(Action::Allow));
        }
        filter.decide(7, Decision::Always(Action::Trap));
        filter
    }

    #[test]
    fn every_number_finds_its_decision() {
        let program = filter().program();
        for number in 0..600 {
            let expected = match number {
                7 => Action::Trap,
                0..450 if number % 3 == 0 => Action::Allow,
                460.. => Action::Fail(libc::ENOSYS),
                _ => Action::Fail(libc::EPERM),
            };
            assert_eq!(run(&program, THIS_MACHINE, number, [0; 6]), code(expected), "{number}");
        }
    }

    #[test]
    fn calls_of_other_machines_end_the_process() {
        let program = filter().program();
        assert_eq!(run(&program, 0x4000_0003, 0, [0; 6]), code(Action::Kill));
        assert_eq!(run(&program, THIS_MACHINE, X32 | 3, [0; 6]), code(Action::Kill));
        assert_eq!(run(&program, THIS_MACHINE, u32::MAX, [0; 6]), code(Action::Kill));
    }

    #[track_caller]
    fn check(test: Test, argument: u64, holds: bool) {
        let mut filter = filter();
        filter.decide(100, Decision::When(vec![test], Action::Allow, Action::Trap));
        let expected = if holds { Action::Allow } else { Action::Trap };
        let program = filter.program();
        assert_eq!(run(&program, THIS_MACHINE, 100, [5, argument, 0, 0, 0, 0]), code(expected), "{test:?}");
    }

    #[test]
    fn arguments_are_looked_at() {
        check(Test::Is(1, 9), 9, true);
        check(Test::Is(1, 9), 8, false);
        check(Test::Is(0, 5), 0, true);
        check(Test::Has(1, 0b110), 0b111, true);
        check(Test::Has(1, 0b110), 0b101, false);
        check(Test::Lacks(1, 0b110), 0b001, true);
        check(Test::Lacks(1, 0b110), 0b100, false);
        check(Test::IsNull(1), 0, true);
        check(Test::IsNull(1), 1 << 40, false);
        check(Test::IsNull(1), 1, false);
        for value in [3, 5, 8] {
            check(Test::OneOf(1, &[3, 5, 8]), value, true);
        }
        check(Test::OneOf(1, &[3, 5, 8]), 4, false);
    }

    #[test]
    fn a_submission_chooses_the_processor_of_itself_alone() {
        let program = calls::filter(Profile::Run, 3).program();
        let number = u32::try_from(libc::SYS_sched_setaffinity).unwrap();
        let of = |process| run(&program, THIS_MACHINE, number, [process, 128, 0, 0, 0, 0]);
        assert_eq!(of(0), code(Action::Allow));
        assert_eq!(of(1), code(Action::Fail(libc::EPERM)));
    }

    #[test]
    fn all_tests_have_to_hold() {
        let mut filter = filter();
        let tests = vec![Test::Is(0, 1), Test::Is(1, 2)];
        filter.decide(100, Decision::When(tests, Action::Allow, Action::Trap));
        let program = filter.program();
        let of = |one, two| run(&program, THIS_MACHINE, 100, [one, two, 0, 0, 0, 0]);
        assert_eq!(of(1, 2), code(Action::Allow));
        assert_eq!([of(1, 3), of(0, 2)], [code(Action::Trap); 2]);
    }
}
