//! `block_on` inside the world's runtime, and runtimes inside of it.

use std::future::ready;
use std::io::{Write, pipe};
use std::thread;

use futures::executor::block_on;
use tokio::net::UnixStream;
use tokio::runtime::{Builder, Handle};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::oneshot;
use tokio::task::{LocalSet, block_in_place, spawn_blocking, spawn_local};
use tokio::time::sleep;

use crate::{Program, ms};

pub(crate) static PROGRAMS: &[Program] = &[
    Program {
        name: "the runtime's own block_on inside of it is a panic",
        call: || {
            Box::pin(async {
                sleep(ms(1)).await;
                Handle::current().block_on(sleep(ms(5)));
            })
        },
        says: &[
            "1 #0 panics: Cannot start a runtime from within a runtime. This happens because a function (like `block_on`) attempted to block the current thread while the thread is being used to drive asynchronous tasks. If you are in an async function, use `.await` on the future instead of blocking on it. | Handle::current().block_on(sleep(ms(5)));",
            "1 panicked",
        ],
    },
    Program {
        name: "a runtime inside of it that is blocked on is a panic",
        call: || {
            Box::pin(async {
                let other = Builder::new_current_thread().enable_time().build().unwrap();
                std::mem::ManuallyDrop::new(other).block_on(sleep(ms(5)));
            })
        },
        says: &[
            "0 #0 panics: Cannot start a runtime from within a runtime. This happens because a function (like `block_on`) attempted to block the current thread while the thread is being used to drive asynchronous tasks. If you are in an async function, use `.await` on the future instead of blocking on it. | std::mem::ManuallyDrop::new(other).block_on(sleep(ms(5)));",
            "0 panicked",
        ],
    },
    Program {
        name: "a runtime that is dropped inside of it is a panic",
        call: || {
            Box::pin(async {
                let other = Builder::new_current_thread().build().unwrap();
                println!("made");
                drop(other);
            })
        },
        says: &[
            "0 #0 says made",
            "0 #0 panics: Cannot drop a runtime in a context where blocking is not allowed. This happens when a runtime is dropped from within an asynchronous context. | drop(other);",
            "0 panicked",
        ],
    },
    Program {
        name: "a socket of its own wakes a task, after sleeps and before them",
        call: || {
            Box::pin(async {
                sleep(ms(1)).await;
                let (one, other) = UnixStream::pair().unwrap();
                let reads = tokio::spawn(async move {
                    let mut read = 0;
                    while read < 8 {
                        other.readable().await.unwrap();
                        if let Ok(length) = other.try_read(&mut [0; 8]) {
                            println!("reads {length}");
                            read += length;
                        }
                    }
                });
                one.try_write(b"one").unwrap();
                sleep(ms(1)).await;
                one.try_write(b"other").unwrap();
                reads.await.unwrap();
                sleep(ms(1)).await;
            })
        },
        says: &["1 #1 says reads 3", "2 #1 says reads 5", "3 returned"],
    },
    Program {
        name: "a thread that wakes a task, and goes on in a runtime of its own, has woken it",
        call: || {
            Box::pin(async {
                let (ask, asked) = oneshot::channel::<()>();
                let (answer, answered) = oneshot::channel::<()>();
                tokio::spawn(async move {
                    asked.await.unwrap();
                    println!("woken");
                    answer.send(()).unwrap();
                });
                let other = spawn_blocking(move || {
                    ask.send(()).unwrap();
                    Builder::new_current_thread().enable_all().build().unwrap().block_on(answered).unwrap();
                });
                other.await.unwrap();
            })
        },
        says: &["0 #1 says woken", "0 returned"],
    },
    Program {
        name: "a signal wakes a task",
        call: || {
            Box::pin(async {
                let mut broken = signal(SignalKind::pipe()).unwrap();
                let (reads, mut writes) = pipe().unwrap();
                drop(reads);
                assert!(writes.write(b"to nobody").is_err());
                broken.recv().await.unwrap();
            })
        },
        says: &["0 returned"],
    },
    Program {
        name: "another executor's block_on stops all for ever where it has to wait",
        call: || {
            Box::pin(async {
                println!("{}", block_on(ready("at once")));
                block_on(sleep(ms(5)));
            })
        },
        says: &[
            "0 #0 says at once",
            "0 #0 stops for ever | block_on(sleep(ms(5)));",
            "the process ends with Some(75)",
        ],
    },
    Program {
        name: "another executor's block_on stops all until a thread has done its part",
        call: || {
            Box::pin(async {
                let (send, receive) = oneshot::channel();
                thread::spawn(move || {
                    thread::sleep(ms(5));
                    send.send("sent").unwrap();
                });
                println!("{}", block_on(receive).unwrap());
            })
        },
        says: &[
            "0 #0 has a thread sleep 5 | thread::sleep(ms(5));",
            r#"0 #0 stops for 5 | println!("{}", block_on(receive).unwrap());"#,
            "5 #0 says sent",
            "5 returned",
        ],
    },
    Program {
        name: "a receiver that blocks is a panic in a task and none in a thread",
        call: || {
            Box::pin(async {
                let (send, receive) = oneshot::channel();
                let thread = spawn_blocking(move || println!("{}", receive.blocking_recv().unwrap()));
                sleep(ms(5)).await;
                send.send("sent").unwrap();
                thread.await.unwrap();
                let (_send, receive) = oneshot::channel::<()>();
                let task = tokio::spawn(async { receive.blocking_recv() });
                println!("{}", task.await.unwrap_err().is_panic());
            })
        },
        says: &[
            "5 #0 says sent",
            "5 #1 panics: Cannot block the current thread from within a runtime. This happens because a function attempted to block the current thread while the thread is being used to drive asynchronous tasks. | let task = tokio::spawn(async { receive.blocking_recv() });",
            "5 #0 says true",
            "5 returned",
        ],
    },
    Program {
        name: "a thread blocks on the world's runtime",
        call: || {
            Box::pin(async {
                let runtime = Handle::current();
                let thread = spawn_blocking(move || {
                    runtime.block_on(sleep(ms(20)));
                    println!("slept");
                    runtime.block_on(async { tokio::spawn(sleep(ms(10))).await.unwrap() });
                    println!("slept again");
                });
                sleep(ms(25)).await;
                println!("tick");
                thread.await.unwrap();
            })
        },
        says: &["20 #0 says slept", "25 #0 says tick", "30 #0 says slept again", "30 returned"],
    },
    Program {
        name: "a block in place is a panic where there is one thread",
        call: || Box::pin(async { block_in_place(|| thread::sleep(ms(5))) }),
        says: &[
            "0 #0 panics: can call blocking only when running on the multi-threaded runtime | call: || Box::pin(async { block_in_place(|| thread::sleep(ms(5))) }),",
            "0 panicked",
        ],
    },
    Program {
        name: "a set of local tasks lives in virtual time",
        call: || {
            Box::pin(async {
                let tasks = LocalSet::new();
                tasks
                    .run_until(async {
                        let task = spawn_local(async {
                            sleep(ms(5)).await;
                            println!("slept");
                        });
                        task.await.unwrap();
                    })
                    .await;
            })
        },
        says: &["5 #0 says slept", "5 returned"],
    },
];
