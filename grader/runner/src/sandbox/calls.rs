//! Which system calls a compiler and a submission may make.
//!
//! A list of what is allowed. What is not is refused, or ends the process where only harm comes of
//! it ([`TRAPPED`]): these have names that a student is told.

use super::Profile;
use super::filter::{Action, Decision, Filter, Test};

/// A system call: its number, and `SYS_` and its name.
type Call = (libc::c_long, &'static str);

macro_rules! calls {
    ($($name:ident)*) => { &[$((libc::$name, stringify!($name))),*] };
}

/// What a program needs to start, to allocate, to use threads and time, and to read what it may.
const ALL: &[Call] = calls![
    SYS_read SYS_write SYS_readv SYS_writev SYS_pread64 SYS_pwrite64 SYS_close SYS_fstat SYS_newfstatat
    SYS_statx SYS_lseek SYS_mmap SYS_mprotect SYS_munmap SYS_mremap SYS_madvise SYS_brk SYS_rt_sigaction
    SYS_rt_sigprocmask SYS_rt_sigreturn SYS_sigaltstack SYS_faccessat SYS_faccessat2 SYS_openat
    SYS_getdents64 SYS_getcwd SYS_dup SYS_dup3 SYS_pipe2 SYS_ppoll SYS_epoll_create1
    SYS_epoll_ctl SYS_epoll_pwait SYS_epoll_pwait2 SYS_eventfd2 SYS_timerfd_create SYS_timerfd_settime
    SYS_futex SYS_set_robust_list SYS_set_tid_address SYS_rseq SYS_sched_getaffinity SYS_sched_yield
    SYS_sched_getparam SYS_sched_getscheduler SYS_nanosleep SYS_clock_nanosleep SYS_clock_gettime
    SYS_clock_getres SYS_gettimeofday SYS_getrandom SYS_getpid SYS_gettid SYS_getppid SYS_getuid
    SYS_geteuid SYS_getgid SYS_getegid SYS_uname SYS_sysinfo SYS_getrusage SYS_getrlimit SYS_exit
    SYS_exit_group SYS_restart_syscall SYS_membarrier SYS_getcpu SYS_times SYS_recvfrom SYS_sendto
    SYS_recvmsg SYS_sendmsg SYS_shutdown
];

/// Older forms of some of them, which newer machines never had.
#[cfg(target_arch = "x86_64")]
const ALL_OLD: &[Call] = calls![
    SYS_stat SYS_lstat SYS_access SYS_open SYS_dup2 SYS_pipe SYS_poll SYS_epoll_wait
    SYS_arch_prctl SYS_time
];
#[cfg(not(target_arch = "x86_64"))]
const ALL_OLD: &[Call] = &[];

/// What a compiler and a linker need besides: processes, and files to write. Which files is for
/// Landlock to say. Links too: Landlock lets anybody read where they lead, and for a submission that
/// would be a path of this machine.
const BUILD: &[Call] = calls![
    SYS_readlinkat SYS_execve SYS_execveat SYS_wait4 SYS_waitid SYS_kill SYS_tgkill SYS_pidfd_open SYS_fcntl SYS_fsync
    SYS_fdatasync SYS_ftruncate SYS_fallocate SYS_unlinkat SYS_mkdirat SYS_renameat SYS_renameat2
    SYS_linkat SYS_flock SYS_umask SYS_copy_file_range SYS_sendfile SYS_splice SYS_mincore SYS_fadvise64
    SYS_chdir SYS_setpriority SYS_getpgid SYS_utimensat SYS_fstatfs SYS_statfs
];
#[cfg(target_arch = "x86_64")]
const BUILD_OLD: &[Call] = calls![
    SYS_readlink SYS_vfork SYS_fork SYS_unlink SYS_mkdir SYS_rmdir SYS_rename SYS_link SYS_getpgrp SYS_alarm
];
#[cfg(not(target_arch = "x86_64"))]
const BUILD_OLD: &[Call] = &[];

/// What ends a submission that tries it: each reaches out of its process or changes what is there.
const TRAPPED: &[Call] = calls![
    SYS_socket SYS_connect SYS_bind SYS_listen SYS_accept SYS_accept4 SYS_execve SYS_execveat SYS_clone
    SYS_kill SYS_tkill SYS_tgkill SYS_rt_sigqueueinfo SYS_rt_tgsigqueueinfo SYS_pidfd_send_signal
    SYS_pidfd_getfd SYS_ptrace SYS_process_vm_readv SYS_process_vm_writev SYS_setsid SYS_setpgid
    SYS_fchmod SYS_fchmodat SYS_fchown SYS_fchownat SYS_mkdirat SYS_mknodat SYS_unlinkat SYS_renameat
    SYS_renameat2 SYS_linkat SYS_symlinkat SYS_truncate SYS_ftruncate SYS_utimensat SYS_mount SYS_umount2
    SYS_pivot_root SYS_chroot SYS_unshare SYS_setns SYS_memfd_create SYS_bpf SYS_perf_event_open
    SYS_io_uring_setup SYS_io_uring_enter SYS_io_uring_register SYS_keyctl SYS_add_key SYS_request_key
    SYS_userfaultfd SYS_setuid SYS_setgid SYS_setreuid SYS_setregid SYS_setresuid SYS_setresgid
    SYS_setgroups SYS_capset SYS_setrlimit SYS_prlimit64 SYS_init_module SYS_finit_module SYS_reboot
    SYS_sethostname SYS_quotactl SYS_personality SYS_setxattr SYS_inotify_init1 SYS_fanotify_init
    SYS_shmget SYS_msgget SYS_semget SYS_mq_open SYS_open_by_handle_at SYS_chdir SYS_fchdir
];
#[cfg(target_arch = "x86_64")]
const TRAPPED_OLD: &[Call] = calls![
    SYS_fork SYS_vfork SYS_chmod SYS_chown SYS_lchown SYS_mkdir SYS_mknod SYS_unlink SYS_rmdir SYS_rename
    SYS_link SYS_symlink SYS_creat SYS_utimes
];
#[cfg(not(target_arch = "x86_64"))]
const TRAPPED_OLD: &[Call] = &[];

/// The first number that no kernel had given away when this was written (Linux 6.18).
const UNHEARD_OF: u32 = 470;

/// `CLONE_THREAD`: with it a thread is made, and never a process or a namespace.
const THREAD: u32 = libc::CLONE_THREAD.cast_unsigned();
/// All flags that make namespaces but the one for time, whose bit means something else here.
const NAMESPACES: u32 = 0x7e02_0000;
/// Options of `prctl` that concern the caller alone: names of threads and of mappings, whether it
/// is dumped, what it may still get, and what ends it with its parent.
const OWN_OPTIONS: &[u32] = &[
    libc::PR_SET_NAME.cast_unsigned(),
    libc::PR_GET_NAME.cast_unsigned(),
    libc::PR_SET_VMA.cast_unsigned(),
    libc::PR_GET_DUMPABLE.cast_unsigned(),
    libc::PR_CAPBSET_READ.cast_unsigned(),
    libc::PR_SET_PDEATHSIG.cast_unsigned(),
];
/// What terminals and streams are asked for; nothing that types into a terminal.
const STREAM_COMMANDS: &[u32] = &[
    libc::TCGETS as u32,
    libc::TIOCGWINSZ as u32,
    libc::FIONREAD as u32,
    libc::FIONBIO as u32,
    libc::FIOCLEX as u32,
    libc::FIONCLEX as u32,
];
/// Copies of descriptors and their flags; nothing that sends signals to their owners.
const DESCRIPTOR_COMMANDS: &[u32] = &[
    libc::F_DUPFD.cast_unsigned(),
    libc::F_GETFD.cast_unsigned(),
    libc::F_SETFD.cast_unsigned(),
    libc::F_GETFL.cast_unsigned(),
    libc::F_SETFL.cast_unsigned(),
    libc::F_DUPFD_CLOEXEC.cast_unsigned(),
];

/// The filter of a profile, for the process that asks. `program` is the descriptor of the file that
/// it is going to run.
pub(super) fn filter(profile: Profile, program: i32) -> Filter {
    let mut filter = Filter::new(Action::Fail(libc::EPERM), UNHEARD_OF);
    let mut allow = |calls: &[Call], action| {
        calls.iter().for_each(|(call, _)| filter.decide(*call, Decision::Always(action)));
    };
    match profile {
        Profile::Build => {
            [ALL, ALL_OLD, BUILD, BUILD_OLD].iter().for_each(|calls| allow(calls, Action::Allow));
            build(&mut filter);
        }
        Profile::Run => {
            [TRAPPED, TRAPPED_OLD].iter().for_each(|calls| allow(calls, Action::Trap));
            [ALL, ALL_OLD].iter().for_each(|calls| allow(calls, Action::Allow));
            run(&mut filter, program);
        }
    }
    either(&mut filter);
    filter
}

fn build(filter: &mut Filter) {
    filter.decide(libc::SYS_clone, when(Test::Lacks(0, NAMESPACES), Action::Fail(libc::EPERM)));
    filter.decide(libc::SYS_prlimit64, when(Test::IsNull(2), Action::Fail(libc::EPERM)));
}

fn run(filter: &mut Filter, program: i32) {
    let me = std::process::id();
    filter.decide(libc::SYS_clone, when(Test::Has(0, THREAD), Action::Trap));
    for signal in [libc::SYS_kill, libc::SYS_tgkill] {
        filter.decide(signal, when(Test::Is(0, me), Action::Trap));
    }
    filter.decide(libc::SYS_prlimit64, when(Test::IsNull(2), Action::Trap));
    filter.decide(libc::SYS_fcntl, when(Test::OneOf(1, DESCRIPTOR_COMMANDS), Action::Fail(libc::EPERM)));
    // Which processors it may run on; of itself alone.
    filter.decide(libc::SYS_sched_setaffinity, when(Test::IsNull(0), Action::Fail(libc::EPERM)));
    // The one program that this process is going to become, by its descriptor.
    let this_program =
        vec![Test::Is(0, program.cast_unsigned()), Test::Is(4, libc::AT_EMPTY_PATH.cast_unsigned())];
    filter.decide(libc::SYS_execveat, Decision::When(this_program, Action::Allow, Action::Trap));
}

fn either(filter: &mut Filter) {
    let refused = Action::Fail(libc::EPERM);
    filter.decide(libc::SYS_prctl, when(Test::OneOf(0, OWN_OPTIONS), refused));
    filter.decide(libc::SYS_ioctl, when(Test::OneOf(1, STREAM_COMMANDS), refused));
    // A pair of sockets reaches nobody else; tokio makes one for signals.
    filter.decide(libc::SYS_socketpair, when(Test::Is(0, libc::AF_UNIX.cast_unsigned()), refused));
    // Its flags lie in memory, where a filter cannot look: libc then uses `clone`.
    filter.decide(libc::SYS_clone3, Decision::Always(Action::Fail(libc::ENOSYS)));
}

fn when(test: Test, otherwise: Action) -> Decision {
    Decision::When(vec![test], Action::Allow, otherwise)
}

/// The name of a system call that ends a submission.
pub(crate) fn name(number: libc::c_long) -> Option<&'static str> {
    let mut trapped = TRAPPED.iter().chain(TRAPPED_OLD);
    let (_, name) = trapped.find(|(call, _)| *call == number)?;
    name.strip_prefix("SYS_")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_list_names_a_call_twice() {
        for lists in [[ALL, ALL_OLD, BUILD, BUILD_OLD].as_slice(), &[TRAPPED, TRAPPED_OLD], &[ALL, ALL_OLD]] {
            let mut seen = BTreeSet::new();
            for (number, name) in lists.iter().copied().flatten() {
                assert!(seen.insert(number), "{name} is there twice");
                assert!(u32::try_from(*number).unwrap() < UNHEARD_OF, "{name}");
            }
        }
    }

    #[test]
    fn what_is_trapped_is_not_allowed_as_well() {
        let allowed: BTreeSet<_> = ALL.iter().chain(ALL_OLD).map(|(number, _)| number).collect();
        for (number, name) in TRAPPED.iter().chain(TRAPPED_OLD) {
            assert!(!allowed.contains(number), "{name}");
        }
    }

    #[test]
    fn names_are_those_of_the_manual() {
        assert_eq!(name(libc::SYS_socket), Some("socket"));
        assert_eq!(name(libc::SYS_read), None);
        assert_eq!(name(-1), None);
    }
}
