//! Threads of student code, in virtual time: small programs, and what each of them must say, when.
//!
//! Each runs in a process of its own, as in a driver: there the world's threads are the only ones.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a test, though without the test attribute")]

use std::process::{Command, ExitCode};
use std::sync::{Arc, Barrier, Condvar, Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use grader_harness::World;
use grader_trace::{EventKind, Limits, Trace, Value};
use libtest_mimic::{Arguments, Failed, Trial};
use tokio::task::{JoinSet, spawn_blocking};
use tokio::time::{sleep, timeout};

/// What tells this program to run one of the programs, and how often.
const PROGRAM: &str = "as-a-program";
/// Runs of each program, which must all be alike.
const RUNS: usize = 200;

type Call = fn() -> std::pin::Pin<Box<dyn Future<Output = ()>>>;

/// A program and what it says: printed lines, and waits that block the world's own thread.
struct Program {
    name: &'static str,
    call: Call,
    says: &'static [&'static str],
}

const fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().collect();
    if let [_, first, name] = args.as_slice()
        && first == PROGRAM
    {
        return run(PROGRAMS.iter().find(|program| program.name == name).unwrap());
    }
    let trial = |program: &'static Program| {
        Trial::test(program.name.replace(' ', "_"), || check(program).map_err(Failed::from))
    };
    libtest_mimic::run(&Arguments::from_args(), PROGRAMS.iter().map(trial).collect()).exit_code()
}

/// Has a program run in a process of its own.
fn check(program: &Program) -> Result<(), String> {
    let output =
        Command::new(std::env::current_exe().unwrap()).args([PROGRAM, program.name]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let said: Vec<&str> = said.lines().collect();
    let as_expected = output.status.success() && said == program.says;
    let stderr = String::from_utf8_lossy(&output.stderr);
    if as_expected { Ok(()) } else { Err(format!("{}: {said:#?}\n{stderr}", output.status)) }
}

/// Runs a program again and again, and says what it does.
fn run(program: &Program) -> ExitCode {
    let first = told(&once(program));
    for _ in 1..RUNS {
        assert_eq!(told(&once(program)), first);
    }
    first.iter().for_each(|line| println!("{line}"));
    ExitCode::SUCCESS
}

fn once(program: &Program) -> Trace {
    let call = program.call;
    let world = World { seed: 1, order: None, limits: Limits::default(), files: &["tests/threads.rs"] };
    world.run(move || {
        Box::pin(async move {
            call().await;
            Value::Unit
        })
    })
}

/// What was printed and what blocked the world's own thread, each with its time, and the end.
fn told(trace: &Trace) -> Vec<String> {
    let events = trace.events.iter().filter_map(|event| match &event.kind {
        EventKind::Print { line, .. } => Some(format!("{} {line}", event.at.as_millis())),
        EventKind::Block { how, length } => {
            Some(format!("{} {how:?} of {}", event.at.as_millis(), length.as_millis()))
        }
        _ => None,
    });
    let ending = format!("{:?}", trace.ending);
    let ending = ending.split_once([' ', '{']).map_or(ending.as_str(), |(name, _)| name);
    events.chain([format!("{} {ending}", trace.elapsed.as_millis())]).collect()
}

static PROGRAMS: &[Program] = &[
    Program {
        name: "blocking tasks sleep at the same time",
        call: || {
            Box::pin(async {
                let mut all = JoinSet::new();
                for number in 0..3_u64 {
                    all.spawn_blocking(move || {
                        thread::sleep(ms(200 + number));
                        println!("{number} slept");
                    });
                }
                all.spawn(async {
                    for _ in 0..4 {
                        sleep(ms(60)).await;
                        println!("tick");
                    }
                });
                while all.join_next().await.is_some() {}
            })
        },
        says: &[
            "60 tick",
            "120 tick",
            "180 tick",
            "200 0 slept",
            "201 1 slept",
            "202 2 slept",
            "240 tick",
            "240 Returned",
        ],
    },
    Program {
        name: "a timeout fires while a blocking task sleeps",
        call: || {
            Box::pin(async {
                let slept = timeout(ms(10), spawn_blocking(|| thread::sleep(ms(50)))).await;
                println!("{}", slept.is_err());
            })
        },
        says: &["10 true", "10 Returned"],
    },
    Program {
        name: "tasks that sleep in the way of others follow each other",
        call: || {
            Box::pin(async {
                let mut all = JoinSet::new();
                for number in 0..3 {
                    all.spawn(async move {
                        thread::sleep(ms(200));
                        println!("{number}");
                    });
                }
                while all.join_next().await.is_some() {}
            })
        },
        says: &[
            "0 Sleep of 200",
            "200 0",
            "200 Sleep of 200",
            "400 1",
            "400 Sleep of 200",
            "600 2",
            "600 Returned",
        ],
    },
    Program {
        name: "an own thread sleeps in virtual time and can be joined",
        call: || {
            Box::pin(async {
                let started = (Instant::now(), SystemTime::now());
                let thread = thread::spawn(move || {
                    thread::sleep(ms(300));
                    println!("awake after {:?}", started.0.elapsed());
                    7
                });
                println!("{} after {:?}", thread.join().unwrap(), started.1.elapsed().unwrap());
            })
        },
        says: &["300 awake after 300ms", "0 Wait of 300", "300 7 after 300ms", "300 Returned"],
    },
    Program {
        name: "an own thread wakes a task",
        call: || {
            Box::pin(async {
                let (send, receive) = tokio::sync::oneshot::channel();
                thread::spawn(move || {
                    thread::sleep(ms(40));
                    send.send("done").unwrap();
                });
                let tick = async {
                    sleep(ms(30)).await;
                    println!("tick");
                    sleep(ms(30)).await;
                    println!("tick");
                };
                tokio::join!(tick, async { println!("{}", receive.await.unwrap()) });
            })
        },
        says: &["30 tick", "40 done", "60 tick", "60 Returned"],
    },
    Program {
        name: "timed waits of std end in virtual time",
        call: || {
            Box::pin(async {
                let (_send, receive) = mpsc::channel::<u8>();
                println!("{:?}", receive.recv_timeout(ms(20)));
                thread::park_timeout(ms(30));
                println!("parked");
                let pair = (Mutex::new(()), Condvar::new());
                let waited = pair.1.wait_timeout(pair.0.lock().unwrap(), ms(40)).unwrap().1;
                println!("{}", waited.timed_out());
            })
        },
        says: &[
            "0 Wait of 20",
            "20 Err(Timeout)",
            "20 Wait of 30",
            "50 parked",
            "50 Wait of 40",
            "90 true",
            "90 Returned",
        ],
    },
    Program {
        name: "what is sent in time is received",
        call: || {
            Box::pin(async {
                let (send, receive) = mpsc::channel();
                thread::spawn(move || {
                    for number in 1..=2 {
                        thread::sleep(ms(10));
                        send.send(number).unwrap();
                    }
                });
                while let Ok(number) = receive.recv_timeout(ms(25)) {
                    println!("{number}");
                }
            })
        },
        says: &["0 Wait of 10", "10 1", "10 Wait of 10", "20 2", "20 Returned"],
    },
    Program {
        name: "threads meet at a barrier and take turns at a lock",
        call: || {
            Box::pin(async {
                let shared = Arc::new((Barrier::new(3), Mutex::new(())));
                let threads: Vec<_> = (0..3_u64)
                    .map(|number| {
                        let shared = Arc::clone(&shared);
                        thread::spawn(move || {
                            thread::sleep(ms(10 * number));
                            shared.0.wait();
                            let _turn = shared.1.lock().unwrap();
                            thread::sleep(ms(5));
                            println!("{number}");
                        })
                    })
                    .collect();
                threads.into_iter().for_each(|thread| thread.join().unwrap());
            })
        },
        says: &["25 2", "30 0", "0 Wait of 30", "35 1", "30 Wait of 5", "35 Returned"],
    },
    Program {
        name: "scoped threads end before their scope",
        call: || {
            Box::pin(async {
                thread::scope(|scope| {
                    for number in [30, 10, 20] {
                        scope.spawn(move || {
                            thread::sleep(ms(number));
                            println!("{number}");
                        });
                    }
                });
                println!("all");
            })
        },
        says: &["10 10", "20 20", "30 30", "0 Wait of 30", "30 all", "30 Returned"],
    },
    Program {
        name: "lines of one moment have one order",
        call: || {
            Box::pin(async {
                let threads: Vec<_> = (0..3)
                    .map(|number| {
                        thread::spawn(move || {
                            for _ in 0..2 {
                                thread::sleep(ms(10));
                                println!("{number}");
                            }
                        })
                    })
                    .collect();
                for thread in threads {
                    spawn_blocking(move || thread.join().unwrap()).await.unwrap();
                }
            })
        },
        says: &["10 0", "10 1", "10 2", "20 0", "20 1", "20 2", "20 Returned"],
    },
    Program {
        name: "a thread that is left behind goes no further",
        call: || {
            Box::pin(async {
                thread::spawn(|| {
                    loop {
                        thread::sleep(ms(10));
                        println!("still here");
                    }
                });
                sleep(ms(25)).await;
            })
        },
        says: &["10 still here", "20 still here", "25 Returned"],
    },
    Program {
        name: "a call that waits for a thread that waits for ever is stuck",
        call: || {
            Box::pin(async {
                let (send, receive) = tokio::sync::oneshot::channel::<()>();
                thread::spawn(move || {
                    thread::park();
                    drop(send);
                });
                let _ = receive.await;
            })
        },
        says: &["86400000 Stuck"],
    },
    Program {
        name: "a blocking task that waits for ever is stuck",
        call: || Box::pin(async { spawn_blocking(thread::park).await.unwrap() }),
        says: &["86400000 Stuck"],
    },
    Program {
        name: "a thread can block on what a task does",
        call: || {
            Box::pin(async {
                let (send, receive) = tokio::sync::oneshot::channel();
                let thread =
                    thread::spawn(move || println!("{}", futures::executor::block_on(receive).unwrap()));
                sleep(ms(15)).await;
                send.send("sent").unwrap();
                spawn_blocking(move || thread.join().unwrap()).await.unwrap();
            })
        },
        says: &["15 sent", "15 Returned"],
    },
    Program {
        name: "threads that yield to each other come to an end",
        call: || {
            Box::pin(async {
                let done = Arc::new(std::sync::atomic::AtomicBool::new(false));
                let seen = Arc::clone(&done);
                let thread = thread::spawn(move || {
                    while !seen.load(std::sync::atomic::Ordering::SeqCst) {
                        thread::yield_now();
                    }
                    println!("seen");
                });
                done.store(true, std::sync::atomic::Ordering::SeqCst);
                thread.join().unwrap();
            })
        },
        says: &["0 seen", "0 Returned"],
    },
    Program {
        name: "a thread that yields lets time pass",
        call: || {
            Box::pin(async {
                let thread = thread::spawn(|| {
                    let started = Instant::now();
                    while started.elapsed() < ms(5) {
                        thread::yield_now();
                    }
                    println!("waited");
                });
                sleep(ms(2)).await;
                println!("slept");
                spawn_blocking(move || thread.join().unwrap()).await.unwrap();
            })
        },
        says: &["2 slept", "5 waited", "5 Returned"],
    },
    Program {
        name: "who waits by reading a clock is found out",
        call: || {
            Box::pin(async {
                let started = Instant::now();
                while started.elapsed() < ms(50) {}
                println!("waited");
                sleep(ms(10)).await;
                println!("slept");
            })
        },
        says: &["50 waited", "0 Busy of 50", "60 slept", "60 Returned"],
    },
];
