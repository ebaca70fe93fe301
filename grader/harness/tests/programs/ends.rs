//! How programs end, or do not.

use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use tokio::task::{spawn_blocking, yield_now};
use tokio::time::sleep;

use super::{Program, ms, program};

pub(super) static PROGRAMS: &[Program] = &[
    Program {
        scenario: program! { "an error is the exit code",
            #[tokio::main]
            async fn main() -> Result<(), String> {
                sleep(ms(5)).await;
                Err("no luck".to_owned())
            }
        },
        says: &["0 #0 waits 5", "5 #0 Error: \"no luck\"", "5 Exited with 1"],
    },
    Program {
        scenario: program! { "a code of its own",
            #[tokio::main]
            async fn main() -> ExitCode {
                print!("unfinished");
                ExitCode::from(42)
            }
        },
        says: &["0 #0 unfinished", "0 Exited with 42"],
    },
    Program {
        scenario: program! { "an exit in a task",
            #[tokio::main]
            async fn main() {
                tokio::spawn(async {
                    sleep(ms(5)).await;
                    println!("out");
                    #[expect(clippy::disallowed_methods, reason = "it is what is tested")]
                    std::process::exit(3)
                });
                sleep(ms(10)).await;
            }
        },
        says: &[
            "0 #0 waits 10",
            "0 #1 starts",
            "0 #1 waits 5",
            "5 #1 out",
            "5 #1 quits",
            "5 Exited with 3, 1 left",
        ],
    },
    Program {
        scenario: program! { "an exit without trouble",
            #[tokio::main]
            async fn main() {
                spawn_blocking(|| thread::sleep(ms(1_000)));
                sleep(ms(10)).await;
                #[expect(clippy::disallowed_methods, reason = "it is what is tested")]
                std::process::exit(0)
            }
        },
        says: &["0 #0 waits 10", "0 #0 a thread pauses 1000", "10 #0 quits", "10 Returned with 0"],
    },
    Program {
        scenario: program! { "a panic of main",
            #[tokio::main]
            async fn main() {
                sleep(ms(5)).await;
                panic!("no luck");
            }
        },
        says: &["0 #0 waits 5", "5 #0 panics: no luck", "5 Panicked"],
    },
    Program {
        scenario: program! { "a panic of a task",
            #[tokio::main]
            async fn main() {
                let panicked = tokio::spawn(async { panic!("no luck") }).await;
                println!("{}", panicked.is_err());
            }
        },
        says: &["0 #1 starts", "0 #1 panics: no luck", "0 #1 ends", "0 #0 true", "0 Returned with 0"],
    },
    Program {
        scenario: program! { "a task is left behind",
            #[tokio::main]
            async fn main() {
                tokio::spawn(async {
                    sleep(ms(500)).await;
                    println!("never");
                });
                sleep(ms(100)).await;
            }
        },
        says: &[
            "0 #0 waits 100",
            "0 #1 starts",
            "0 #1 waits 500",
            "100 #1 ends",
            "100 Returned with 0, 1 left",
        ],
    },
    Program {
        scenario: program! { "nobody sends",
            #[tokio::main]
            async fn main() {
                let (_send, receive) = tokio::sync::oneshot::channel::<u8>();
                sleep(ms(5)).await;
                let _ = receive.await;
            }
        },
        says: &["0 #0 waits 5", "5 Stuck"],
    },
    Program {
        scenario: program! { "a lock that is held",
            #[expect(clippy::await_holding_lock, reason = "it is what is tested")]
            #[tokio::main]
            async fn main() {
                let lock = Arc::new(Mutex::new(()));
                let _held = lock.lock().unwrap();
                let other = Arc::clone(&lock);
                let _ = tokio::spawn(async move { drop(other.lock()) }).await;
            }
        },
        says: &["0 #1 starts", "0 #1 Forever of 0", "0 Stuck, 1 left"],
    },
    Program {
        scenario: program! { "a thread that waits for itself",
            fn main() {
                thread::sleep(ms(5));
                thread::park();
            }
        },
        says: &["0 #0 a thread pauses 5", "5 #0 Forever of 0", "5 Stuck"],
    },
    Program {
        scenario: program! { "no end",
            #[tokio::main]
            async fn main() {
                loop {
                    sleep(Duration::from_secs(25)).await;
                    println!("again");
                }
            }
        },
        says: &[
            "0 #0 waits 25000",
            "25000 #0 again",
            "25000 #0 waits 25000",
            "50000 #0 again",
            "50000 #0 waits 25000",
            "60000 TimeLimit",
        ],
    },
    Program {
        scenario: program! { "no end on a thread",
            fn main() {
                thread::spawn(|| loop {
                    thread::sleep(Duration::from_secs(25));
                    println!("again");
                })
                .join()
                .unwrap();
            }
        },
        says: &[
            "0 #0 a thread pauses 25000",
            "25000 #0 again",
            "25000 #0 a thread pauses 25000",
            "50000 #0 again",
            "50000 #0 a thread pauses 25000",
            "60000 TimeLimit",
        ],
    },
    Program {
        scenario: program! { "polled without end",
            #[tokio::main]
            async fn main() {
                sleep(ms(5)).await;
                loop {
                    yield_now().await;
                }
            }
        },
        says: &["0 #0 waits 5", "5 Livelock"],
    },
    Program {
        scenario: program! { "a task polled without end",
            #[tokio::main]
            async fn main() {
                thread::sleep(ms(5));
                let _ = tokio::spawn(async {
                    loop {
                        yield_now().await;
                    }
                })
                .await;
            }
        },
        says: &["0 #0 Sleep of 5", "5 #1 starts", "5 Livelock, 1 left"],
    },
    Program {
        scenario: program! { "who waits by reading a clock",
            #[tokio::main]
            async fn main() {
                let _ = tokio::spawn(async {
                    let started = Instant::now();
                    while started.elapsed() < ms(5) {}
                    println!("waited");
                })
                .await;
            }
        },
        says: &["0 #1 starts", "5 #1 waited", "0 #1 Busy of 5", "5 #1 ends", "5 Returned with 0"],
    },
];
