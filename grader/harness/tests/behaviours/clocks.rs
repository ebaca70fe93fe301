//! Waiting by reading a clock, and clocks that are moved by hand.

use std::sync::Arc;
use std::task::{Context, Wake, Waker};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use tokio::task::yield_now;
use tokio::time::{advance, pause, resume, sleep};

use crate::{Program, ms};

/// Moves the clock without waiting for what comes then.
fn move_clock(length: Duration) {
    let mut advance = std::pin::pin!(advance(length));
    let _moved = advance.as_mut().poll(&mut Context::from_waker(Waker::noop()));
}

struct Mover;

impl Wake for Mover {
    fn wake(self: Arc<Self>) {
        move_clock(ms(50));
    }
}

pub(crate) static PROGRAMS: &[Program] = &[
    Program {
        name: "who waits by reading the calendar is found out",
        call: || {
            Box::pin(async {
                let task = tokio::spawn(async {
                    let started = SystemTime::now();
                    while started.elapsed().unwrap() < ms(5) {}
                    println!("waited");
                });
                sleep(ms(3)).await;
                println!("slept");
                task.await.unwrap();
            })
        },
        says: &[
            "5 #1 says waited",
            "0 #1 is busy for 5 | while started.elapsed().unwrap() < ms(5) {}",
            "5 #0 says slept",
            "5 returned",
        ],
    },
    Program {
        name: "a thread that waits by reading a clock holds nobody up",
        call: || {
            Box::pin(async {
                let thread = thread::spawn(|| {
                    let started = Instant::now();
                    while started.elapsed() < ms(5) {}
                    println!("waited");
                });
                sleep(ms(3)).await;
                println!("slept");
                tokio::task::spawn_blocking(|| thread.join().unwrap()).await.unwrap();
            })
        },
        says: &["3 #0 says slept", "5 #0 says waited", "5 returned"],
    },
    Program {
        name: "a clock read a thousand times does not move",
        call: || {
            Box::pin(async {
                let started = Instant::now();
                println!("{:?}", (0..1_000).map(|_| started.elapsed()).max());
            })
        },
        says: &["0 #0 says Some(0ns)", "0 returned"],
    },
    Program {
        name: "a call that advances the clock is found out",
        call: || {
            Box::pin(async {
                sleep(ms(5)).await;
                advance(ms(20)).await;
                println!("advanced");
            })
        },
        says: &["25 #0 says advanced", "clock moved to 25"],
    },
    Program {
        name: "a task that advances the clock is found out",
        call: || {
            Box::pin(async {
                tokio::spawn(async {
                    sleep(ms(5)).await;
                    advance(ms(20)).await;
                })
                .await
                .unwrap();
                sleep(ms(100)).await;
            })
        },
        says: &["clock moved to 25"],
    },
    Program {
        name: "a waker that advances the clock is found out",
        call: || {
            Box::pin(async {
                let waker = Waker::from(Arc::new(Mover));
                let mut tick = Box::pin(sleep(ms(1)));
                let _pending = tick.as_mut().poll(&mut Context::from_waker(&waker));
                sleep(ms(1)).await;
                println!("awake");
            })
        },
        says: &["51 #0 says awake", "clock moved to 51"],
    },
    Program {
        name: "a waker that advances the clock while tasks are ready is found out",
        call: || {
            Box::pin(async {
                let waker = Waker::from(Arc::new(Mover));
                let mut tick = Box::pin(sleep(ms(1)));
                let _pending = tick.as_mut().poll(&mut Context::from_waker(&waker));
                thread::sleep(ms(5));
                yield_now().await;
                println!("awake");
            })
        },
        says: &["0 #0 sleeps 5 | thread::sleep(ms(5));", "5 #0 says awake", "clock moved to 55"],
    },
    Program {
        name: "a thread that advances the clock is found out",
        call: || {
            Box::pin(async {
                let runtime = tokio::runtime::Handle::current();
                let thread = thread::spawn(move || {
                    let _inside = runtime.enter();
                    move_clock(ms(20));
                });
                thread.join().unwrap();
            })
        },
        says: &["clock moved to 20"],
    },
    Program {
        name: "to advance the clock by nothing does no harm",
        call: || Box::pin(advance(Duration::ZERO)),
        says: &["0 returned"],
    },
    Program {
        name: "to pause the clock again is a panic",
        call: || {
            Box::pin(async {
                pause();
            })
        },
        says: &["0 #0 panics: time is already frozen | pause();", "0 panicked"],
    },
    Program {
        name: "to resume the clock and pause it does not move it",
        call: || {
            Box::pin(async {
                sleep(ms(5)).await;
                resume();
                pause();
                sleep(ms(5)).await;
                println!("slept");
            })
        },
        says: &["10 #0 says slept", "10 returned"],
    },
    Program {
        name: "a clock that is resumed cannot be advanced",
        call: || {
            Box::pin(async {
                resume();
                advance(ms(20)).await;
            })
        },
        says: &["0 #0 panics: time is not frozen | advance(ms(20)).await;", "0 panicked"],
    },
    Program {
        name: "a waker that resumes the clock and pauses it does not move it",
        call: || {
            struct Resumer;
            impl Wake for Resumer {
                fn wake(self: Arc<Self>) {
                    resume();
                    pause();
                }
            }
            Box::pin(async {
                let waker = Waker::from(Arc::new(Resumer));
                let mut tick = Box::pin(sleep(ms(1)));
                let _pending = tick.as_mut().poll(&mut Context::from_waker(&waker));
                sleep(ms(2)).await;
                println!("slept");
            })
        },
        says: &["2 #0 says slept", "2 returned"],
    },
];
