//! What programs do: their tasks, threads, runtimes and what they print.

use std::error::Error;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use course_support::random;
use futures::future::join_all;
use tokio::runtime::{Builder, Runtime};
use tokio::task::{JoinSet, LocalSet, spawn_blocking, spawn_local, yield_now};
use tokio::time::{interval, sleep, timeout};

use super::{Program, ms, program};

pub(super) static PROGRAMS: &[Program] = &[
    Program {
        scenario: program! { "five seconds take no time",
            #[tokio::main]
            async fn main() {
                let started = Instant::now();
                sleep(Duration::from_secs(5)).await;
                println!("slept for {:?}", started.elapsed());
            }
        },
        says: &["0 #0 waits 5000", "5000 #0 slept for 5s", "5000 Returned with 0"],
    },
    Program {
        scenario: program! { "tasks print at their times",
            #[tokio::main]
            async fn main() {
                let tasks: Vec<_> = [3, 1, 2]
                    .map(|seconds| {
                        tokio::spawn(async move {
                            sleep(Duration::from_secs(seconds)).await;
                            println!("{seconds}");
                        })
                    })
                    .into();
                for task in tasks {
                    task.await.unwrap();
                }
                println!("done");
            }
        },
        says: &[
            "0 #1 starts",
            "0 #1 waits 3000",
            "0 #2 starts",
            "0 #2 waits 1000",
            "0 #3 starts",
            "0 #3 waits 2000",
            "1000 #2 1",
            "1000 #2 ends",
            "2000 #3 2",
            "2000 #3 ends",
            "3000 #1 3",
            "3000 #1 ends",
            "3000 #0 done",
            "3000 Returned with 0",
        ],
    },
    Program {
        scenario: program! { "all at the same time",
            #[tokio::main]
            async fn main() {
                let waits = [30, 10, 20].map(|length| async move {
                    sleep(ms(length)).await;
                    println!("{length}");
                    length
                });
                println!("{:?}", join_all(waits).await);
            }
        },
        says: &[
            "0 #0 waits 30",
            "0 #0 waits 10",
            "0 #0 waits 20",
            "10 #0 10",
            "20 #0 20",
            "30 #0 30",
            "30 #0 [30, 10, 20]",
            "30 Returned with 0",
        ],
    },
    Program {
        scenario: program! { "tasks talk through a channel",
            #[tokio::main]
            async fn main() {
                let (send, mut receive) = tokio::sync::mpsc::channel(1);
                for number in 0..3_u64 {
                    let send = send.clone();
                    tokio::spawn(async move {
                        sleep(ms(10 * number)).await;
                        send.send(number).await.unwrap();
                    });
                }
                drop(send);
                while let Some(number) = receive.recv().await {
                    println!("{number}");
                }
            }
        },
        says: &[
            "0 #1 starts",
            "0 #1 ends",
            "0 #2 starts",
            "0 #2 waits 10",
            "0 #3 starts",
            "0 #3 waits 20",
            "0 #0 0",
            "10 #2 ends",
            "10 #0 1",
            "20 #3 ends",
            "20 #0 2",
            "20 Returned with 0",
        ],
    },
    Program {
        scenario: program! { "blocking closures sleep beside the tasks",
            #[tokio::main]
            async fn main() {
                let slow = spawn_blocking(|| {
                    thread::sleep(ms(200));
                    println!("slow");
                });
                let quick = timeout(ms(50), spawn_blocking(|| thread::sleep(ms(100)))).await;
                println!("{}", quick.is_err());
                slow.await.unwrap();
            }
        },
        says: &[
            "0 #0 waits 50",
            "0 #0 a thread pauses 200",
            "0 #0 a thread pauses 100",
            "50 #0 true",
            "200 #0 slow",
            "200 Returned with 0",
        ],
    },
    Program {
        scenario: program! { "tasks that block take up the threads for tasks",
            #[tokio::main]
            async fn main() {
                let mut all = JoinSet::new();
                for number in 0..4 {
                    all.spawn(async move {
                        thread::sleep(ms(100));
                        println!("{number}");
                    });
                }
                while all.join_next().await.is_some() {}
            }
        },
        says: &[
            "0 #1 starts",
            "0 #1 Sleep of 100",
            "0 #4 starts",
            "0 #4 Sleep of 100",
            "100 #1 0",
            "100 #1 ends",
            "100 #2 starts",
            "100 #2 Sleep of 100",
            "100 #4 3",
            "100 #4 ends",
            "100 #3 starts",
            "100 #3 Sleep of 100",
            "200 #2 1",
            "200 #2 ends",
            "200 #3 2",
            "200 #3 ends",
            "200 Returned with 0",
        ],
    },
    Program {
        scenario: program! { "threads without a runtime",
            fn main() {
                let (send, receive) = mpsc::channel();
                for number in 1..=2_u64 {
                    let send = send.clone();
                    thread::spawn(move || {
                        thread::sleep(ms(100 * number));
                        send.send(number).unwrap();
                    });
                }
                drop(send);
                while let Ok(number) = receive.recv() {
                    println!("{number}");
                }
                println!("{:?}", thread::current().name());
            }
        },
        says: &[
            "0 #0 a thread pauses 100",
            "0 #0 a thread pauses 200",
            "100 #0 1",
            "200 #0 2",
            "200 #0 Some(\"main\")",
            "200 Returned with 0",
        ],
    },
    Program {
        scenario: program! { "an interval ticks",
            #[tokio::main]
            async fn main() {
                let mut ticks = interval(ms(250));
                for number in 0..4 {
                    ticks.tick().await;
                    println!("tick {number}");
                }
            }
        },
        says: &[
            "0 #0 tick 0",
            "0 #0 waits 250",
            "250 #0 tick 1",
            "250 #0 waits 250",
            "500 #0 tick 2",
            "500 #0 waits 250",
            "750 #0 tick 3",
            "750 Returned with 0",
        ],
    },
    Program {
        scenario: program! { "whoever is first",
            #[tokio::main]
            async fn main() {
                let (send, receive) = tokio::sync::oneshot::channel::<u8>();
                tokio::spawn(async move {
                    sleep(ms(30)).await;
                    let _gone = send.send(1);
                });
                tokio::select! {
                    received = receive => println!("{received:?}"),
                    () = sleep(ms(20)) => println!("too late"),
                }
            }
        },
        says: &[
            "0 #0 waits 20",
            "0 #1 starts",
            "0 #1 waits 30",
            "20 #0 too late",
            "20 #1 ends",
            "20 Returned with 0, 1 left",
        ],
    },
    Program {
        scenario: program! { "all on one thread",
            #[tokio::main(flavor = "current_thread")]
            async fn main() {
                let task = tokio::spawn(async {
                    thread::sleep(ms(20));
                    sleep(ms(10)).await;
                    println!("task");
                });
                sleep(ms(10)).await;
                println!("main");
                task.await.unwrap();
            }
        },
        says: &[
            "0 #0 waits 10",
            "0 #1 starts",
            "0 #1 Sleep of 20",
            "20 #1 waits 10",
            "20 #0 main",
            "30 #1 task",
            "30 #1 ends",
            "30 Returned with 0",
        ],
    },
    Program {
        scenario: program! { "a runtime by hand",
            fn main() -> Result<(), Box<dyn Error>> {
                let runtime = Runtime::new()?;
                let value = runtime.block_on(async { tokio::spawn(async { sleep(ms(7)).await }).await });
                thread::sleep(ms(3));
                println!("{}", value.is_ok());
                Ok(())
            }
        },
        says: &[
            "0 #1 starts",
            "0 #1 waits 7",
            "7 #1 ends",
            "7 #0 a thread pauses 3",
            "10 #0 true",
            "10 Returned with 0",
        ],
    },
    Program {
        scenario: program! { "two runtimes on two threads",
            fn main() {
                let threads: Vec<_> = (1..=2_u64)
                    .map(|number| {
                        thread::spawn(move || {
                            let runtime = Builder::new_current_thread().enable_all().build().unwrap();
                            runtime.block_on(async {
                                for _ in 0..2 {
                                    sleep(ms(10 * number)).await;
                                    println!("{number}");
                                }
                            });
                        })
                    })
                    .collect();
                threads.into_iter().for_each(|thread| thread.join().unwrap());
            }
        },
        says: &[
            "0 #0 waits 10",
            "0 #0 waits 20",
            "10 #0 1",
            "10 #0 waits 10",
            "20 #0 2",
            "20 #0 waits 20",
            "20 #0 1",
            "40 #0 2",
            "40 Returned with 0",
        ],
    },
    Program {
        scenario: program! { "as many processors everywhere",
            fn main() {
                println!("{}", thread::available_parallelism().unwrap());
            }
        },
        says: &["0 #0 2", "0 Returned with 0"],
    },
    Program {
        scenario: program! { "tasks of one moment have one order and their own numbers",
            #[tokio::main]
            async fn main() {
                let tasks: Vec<_> = (0..6).map(|number| tokio::spawn(async move {
                    yield_now().await;
                    println!("{number} draws {}", random::randint(0, 9));
                })).collect();
                for task in tasks {
                    task.await.unwrap();
                }
            }
        },
        says: &[
            "0 #1 starts",
            "0 #2 starts",
            "0 #3 starts",
            "0 #4 starts",
            "0 #5 starts",
            "0 #6 starts",
            "0 #1 0 draws 5",
            "0 #1 ends",
            "0 #6 5 draws 3",
            "0 #6 ends",
            "0 #5 4 draws 6",
            "0 #5 ends",
            "0 #4 3 draws 9",
            "0 #4 ends",
            "0 #3 2 draws 0",
            "0 #3 ends",
            "0 #2 1 draws 7",
            "0 #2 ends",
            "0 Returned with 0",
        ],
    },
    Program {
        scenario: program! { "what is never polled never starts",
            #[tokio::main(flavor = "current_thread")]
            async fn main() {
                tokio::spawn(async { println!("never") });
            }
        },
        says: &["0 #1 ends", "0 Returned with 0, 1 left"],
    },
    Program {
        scenario: program! { "tasks of one thread",
            #[tokio::main]
            async fn main() {
                let local = LocalSet::new();
                local.run_until(async {
                    let task = spawn_local(async {
                        sleep(ms(5)).await;
                        println!("local");
                    });
                    task.await.unwrap();
                    println!("over");
                }).await;
            }
        },
        says: &["0 #1 starts", "0 #1 waits 5", "5 #1 local", "5 #1 ends", "5 #0 over", "5 Returned with 0"],
    },
];
