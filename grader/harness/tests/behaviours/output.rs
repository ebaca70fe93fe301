//! What is printed, from everywhere.

#![expect(clippy::print_stderr, reason = "it is what is tested")]

use std::io::{Write, stderr, stdout};
use std::thread;

use tokio::task::{JoinSet, spawn_blocking};
use tokio::time::sleep;

use crate::{Program, ms};

pub(crate) static PROGRAMS: &[Program] = &[
    Program {
        name: "lines come from the call, tasks, threads and blocking tasks",
        call: || {
            Box::pin(async {
                println!("call");
                let task = tokio::spawn(async {
                    sleep(ms(1)).await;
                    println!("task");
                    thread::spawn(|| {
                        thread::sleep(ms(1));
                        println!("a thread of the task");
                        eprintln!("and its troubles");
                    });
                    sleep(ms(2)).await;
                    spawn_blocking(|| println!("a blocking task")).await.unwrap();
                });
                task.await.unwrap();
            })
        },
        says: &[
            "0 #0 says call",
            "1 #1 says task",
            "1 #1 has a thread sleep 1 | thread::sleep(ms(1));",
            "2 #1 says a thread of the task",
            "2 #1 says on stderr and its troubles",
            "3 #1 says a blocking task",
            "3 returned",
        ],
    },
    Program {
        name: "lines of both streams keep their order",
        call: || {
            Box::pin(async {
                for number in 0..2 {
                    println!("{number}");
                    eprintln!("{number}");
                    sleep(ms(1)).await;
                }
            })
        },
        says: &["0 #0 says 0", "0 #0 says on stderr 0", "1 #0 says 1", "1 #0 says on stderr 1", "2 returned"],
    },
    Program {
        name: "a line has the time and the task of its end",
        call: || {
            Box::pin(async {
                print!("begun by the call, ");
                eprint!("in pieces, ");
                stdout().flush().unwrap();
                sleep(ms(1)).await;
                let task = tokio::spawn(async {
                    sleep(ms(2)).await;
                    println!("ended by a task");
                    eprintln!("too");
                });
                task.await.unwrap();
            })
        },
        says: &[
            "3 #1 says begun by the call, ended by a task",
            "3 #1 says on stderr in pieces, too",
            "3 returned",
        ],
    },
    Program {
        name: "pieces of lines of several tasks become one line",
        call: || {
            Box::pin(async {
                let mut all = JoinSet::new();
                for number in 0..3 {
                    all.spawn(async move {
                        sleep(ms(number)).await;
                        print!("{number} ");
                        sleep(ms(3)).await;
                        println!("{number}");
                    });
                }
                while all.join_next().await.is_some() {}
            })
        },
        says: &["3 #1 says 0 1 2 0", "4 #2 says 1", "5 #3 says 2", "5 returned"],
    },
    Program {
        name: "what lacks its end of line is said at the end",
        call: || {
            Box::pin(async {
                thread::spawn(|| print!("of a thread, ")).join().unwrap();
                tokio::spawn(async { print!("of a task") }).await.unwrap();
                sleep(ms(3)).await;
                eprint!("of the call");
                sleep(ms(4)).await;
            })
        },
        says: &["3 #0 says on stderr of the call", "7 #0 says of a thread, of a task", "7 returned"],
    },
    Program {
        name: "what lacks its end of line is said before a panic ends all",
        call: || {
            Box::pin(async {
                print!("half a line");
                sleep(ms(1)).await;
                panic!("unlucky");
            })
        },
        says: &[r#"1 #0 panics: unlucky | panic!("unlucky");"#, "1 #0 says half a line", "1 panicked"],
    },
    Program {
        name: "what lacks its end of line and was flushed is said before all stops for ever",
        call: || {
            Box::pin(async {
                println!("a line");
                print!("half a line");
                stdout().flush().unwrap();
                print!(", and what a terminal would not show");
                thread::park();
            })
        },
        says: &[
            "0 #0 says a line",
            "0 #0 says half a line",
            "0 #0 stops for ever | thread::park();",
            "the process ends with Some(75)",
        ],
    },
    Program {
        name: "what lacks its end of line is said before an exit",
        call: || {
            Box::pin(async {
                print!("half a line");
                sleep(ms(1)).await;
                #[expect(clippy::disallowed_methods, reason = "it is what is tested")]
                std::process::exit(7)
            })
        },
        says: &[
            "1 #0 says half a line",
            "1 #0 quits | std::process::exit(7)",
            "the process ends with Some(7)",
        ],
    },
    Program {
        name: "a task that keeps the output to itself stops a thread",
        call: || {
            Box::pin(async {
                let mut output = stdout().lock();
                let thread = thread::spawn(|| {
                    println!("a thread");
                });
                thread::sleep(ms(5));
                writeln!(output, "the call").unwrap();
                drop(output);
                thread.join().unwrap();
            })
        },
        says: &[
            "0 #0 sleeps 5 | thread::sleep(ms(5));",
            "5 #0 says the call",
            "5 #0 says a thread",
            "5 returned",
        ],
    },
    Program {
        name: "a thread that panics says so to nobody but the record",
        call: || {
            Box::pin(async {
                let thread = thread::spawn(|| {
                    thread::sleep(ms(5));
                    println!("before");
                    panic!("unlucky");
                });
                println!("{}", thread.join().is_err());
            })
        },
        says: &[
            "0 #0 has a thread sleep 5 | thread::sleep(ms(5));",
            "5 #0 says before",
            r#"5 #0 panics: unlucky | panic!("unlucky");"#,
            r#"0 #0 stops for 5 | println!("{}", thread.join().is_err());"#,
            "5 #0 says true",
            "5 returned",
        ],
    },
    Program {
        name: "many lines at once and bytes that are no text",
        call: || {
            Box::pin(async {
                stdout().write_all(b"one\ntwo\n\nthr").unwrap();
                stderr().write_all(b"\xff\n").unwrap();
                sleep(ms(1)).await;
                println!("ee");
            })
        },
        says: &[
            "0 #0 says one",
            "0 #0 says two",
            "0 #0 says ",
            "0 #0 says on stderr �",
            "1 #0 says three",
            "1 returned",
        ],
    },
];
