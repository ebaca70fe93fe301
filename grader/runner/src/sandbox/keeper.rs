//! The keeper of a cell: a process that starts programs for a grader, and waits for their ends.
//!
//! It is this program, started again: one thread, fresh from `exec`, so that it can fork, and what
//! other threads of the grader do cannot break it. It lives in the namespaces of its cell, and where
//! these have numbers of processes of their own it is their first: when it ends, the kernel kills
//! all that is left in there.

use std::io::IoSliceMut;
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::net::{
    RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, ReturnFlags, SendFlags, recvmsg, send,
};
use rustix::process::{
    Pid, PidfdFlags, Signal, getpid, getppid, kill_process, kill_process_group, pidfd_open,
    set_parent_process_death_signal, setsid,
};

use super::confine::{ConfineError, become_ordered, failed};
use super::order::{DESCRIPTORS, KEEPER, LONGEST, Order, Post, READY};
use super::{namespaces, probe, system};

/// Makes a keeper of this process, where it was started as one: then this never returns. To be
/// called first thing in `main`, before there is another thread.
pub fn enter() {
    let mut args = std::env::args_os().skip(1);
    match args.next() {
        Some(first) if first == KEEPER => {}
        Some(first) if first == probe::PROBE => probe::answer(&args.map(Into::into).collect::<Vec<_>>()),
        _ => return,
    }
    let post = args.next().and_then(|post| serde_json::from_str::<Post>(post.to_str()?).ok());
    let Some(post) = post else { system::leave(2) };
    let control = rustix::stdio::stdin();
    let said = settle(&post).map_or_else(|error| error.to_string(), |()| READY.to_owned());
    if send(control, said.as_bytes(), SendFlags::NOSIGNAL).is_err() || said != READY {
        system::leave(1);
    }
    Keeper { programs: Vec::new() }.serve(control);
}

/// Goes where programs are to be started.
fn settle(post: &Post) -> Result<(), ConfineError> {
    setsid().map_err(failed("leave the session"))?;
    system::close_from(3).map_err(failed("close files"))?;
    set_parent_process_death_signal(Some(Signal::KILL)).map_err(failed("die with the grader"))?;
    if getppid().map(|parent| parent.as_raw_pid().cast_unsigned()) != Some(post.parent) {
        // It has died already.
        system::leave(1);
    }
    if post.namespaces {
        namespaces::enter().map_err(failed("make namespaces"))?;
    }
    Ok(())
}

/// A program that runs.
struct Program {
    pid: Pid,
    /// Becomes readable when it ends.
    end: OwnedFd,
    line: OwnedFd,
    /// Whether it was killed, so that its line need not be listened to.
    is_killed: bool,
}

struct Keeper {
    programs: Vec<Program>,
}

impl Keeper {
    /// Does what it is told until nobody is left who could tell it anything.
    fn serve(mut self, control: BorrowedFd<'_>) -> ! {
        loop {
            let Some((is_told, lines)) = self.listen(control) else { system::leave(1) };
            for index in lines {
                self.programs[index].kill();
            }
            self.reap();
            if is_told {
                match receive(control) {
                    Some((order, descriptors)) => self.start(order, descriptors),
                    None => system::leave(0),
                }
            }
        }
    }

    /// Waits until something happens: an order, or words on the lines of these programs. That a
    /// program ends needs no further word.
    fn listen(&self, control: BorrowedFd<'_>) -> Option<(bool, Vec<usize>)> {
        let mut fds = vec![PollFd::from_borrowed_fd(control, PollFlags::IN)];
        for program in &self.programs {
            fds.push(PollFd::from_borrowed_fd(program.end.as_fd(), PollFlags::IN));
            let wanted =
                if program.is_killed { PollFlags::empty() } else { PollFlags::IN | PollFlags::RDHUP };
            fds.push(PollFd::from_borrowed_fd(program.line.as_fd(), wanted));
        }
        match poll(&mut fds, None) {
            Ok(_) => {}
            Err(rustix::io::Errno::INTR) => return Some((false, Vec::new())),
            Err(_) => return None,
        }
        let happened = |fd: &PollFd<'_>| !fd.revents().is_empty();
        let lines = (0..self.programs.len()).filter(|index| happened(&fds[2 * index + 2])).collect();
        Some((happened(&fds[0]), lines))
    }

    /// Tells how those ended that have, and forgets those that nobody asks for.
    fn reap(&mut self) {
        while let Some(pid) = system::ended() {
            let index = self.programs.iter().position(|program| program.pid == pid);
            let mut program = index.map(|index| self.programs.swap_remove(index));
            // What it has left behind, before its number can belong to anybody else.
            if let Some(program) = &mut program {
                program.kill();
            }
            let Some(ended) = system::reap(pid) else { return };
            if let Some(program) = program {
                say(&program.line, &ended.to_line());
            }
        }
    }

    fn start(&mut self, order: Order, descriptors: [OwnedFd; DESCRIPTORS]) {
        let [stdin, stdout, stderr, line] = descriptors;
        let streams = [stdin, stdout, stderr];
        let keeper = getpid();
        let started = system::fork().map(|child| match child {
            Some(child) => child,
            None => {
                let Err(error) = become_ordered(order, &streams, keeper);
                say(&line, &format!("{error}\n"));
                system::leave(1);
            }
        });
        let started = started.and_then(|pid| Ok((pid, pidfd_open(pid, PidfdFlags::empty())?)));
        match started {
            Ok((pid, end)) => self.programs.push(Program { pid, end, line, is_killed: false }),
            Err(error) => say(&line, &format!("cannot start a process: {error}\n")),
        }
    }
}

impl Program {
    /// Kills it and its process group.
    fn kill(&mut self) {
        // Whoever has ended need not be killed.
        let _ = kill_process_group(self.pid, Signal::KILL);
        let _ = kill_process(self.pid, Signal::KILL);
        self.is_killed = true;
    }
}

/// Says something on a line. Where nobody listens nobody wants to know.
fn say(line: &OwnedFd, text: &str) {
    let _ = send(line, text.as_bytes(), SendFlags::NOSIGNAL);
}

/// The next order; `None` when there will be no more.
fn receive(control: BorrowedFd<'_>) -> Option<(Order, [OwnedFd; DESCRIPTORS])> {
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(DESCRIPTORS))];
    let mut ancillary = RecvAncillaryBuffer::new(&mut space);
    let mut text = vec![0; LONGEST];
    let mut parts = [IoSliceMut::new(&mut text)];
    let received = recvmsg(control, &mut parts, &mut ancillary, RecvFlags::CMSG_CLOEXEC).ok()?;
    let whole = !received.flags.intersects(ReturnFlags::TRUNC | ReturnFlags::CTRUNC);
    let descriptors = ancillary.drain().filter_map(|message| match message {
        RecvAncillaryMessage::ScmRights(descriptors) => Some(descriptors),
        _ => None,
    });
    let descriptors: Vec<OwnedFd> = descriptors.flatten().collect();
    let order = serde_json::from_slice(&text[..received.bytes]).ok().filter(|_| whole)?;
    Some((order, descriptors.try_into().ok()?))
}
