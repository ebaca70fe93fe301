//! Threads of student code's own, and those behind `spawn_blocking`.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Barrier, Condvar, Mutex, mpsc};
use std::thread;
use std::time::{Instant, SystemTime};

use tokio::runtime::Builder;
use tokio::task::{JoinSet, spawn_blocking};
use tokio::time::{sleep, timeout};

use crate::{Program, ms};

pub(crate) static PROGRAMS: &[Program] = &[
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
            "0 #0 has a thread sleep 200 | thread::sleep(ms(200 + number));",
            "0 #0 has a thread sleep 201 | thread::sleep(ms(200 + number));",
            "0 #0 has a thread sleep 202 | thread::sleep(ms(200 + number));",
            "60 #1 says tick",
            "120 #1 says tick",
            "180 #1 says tick",
            "200 #0 says 0 slept",
            "201 #0 says 1 slept",
            "202 #0 says 2 slept",
            "240 #1 says tick",
            "240 returned",
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
        says: &[
            "0 #0 has a thread sleep 50 | let slept = timeout(ms(10), spawn_blocking(|| thread::sleep(ms(50)))).await;",
            "10 #0 says true",
            "10 returned",
        ],
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
            "0 #1 sleeps 200 | thread::sleep(ms(200));",
            "200 #1 says 0",
            "200 #2 sleeps 200 | thread::sleep(ms(200));",
            "400 #2 says 1",
            "400 #3 sleeps 200 | thread::sleep(ms(200));",
            "600 #3 says 2",
            "600 returned",
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
        says: &[
            "0 #0 has a thread sleep 300 | thread::sleep(ms(300));",
            "300 #0 says awake after 300ms",
            r#"0 #0 stops for 300 | println!("{} after {:?}", thread.join().unwrap(), started.1.elapsed().unwrap());"#,
            "300 #0 says 7 after 300ms",
            "300 returned",
        ],
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
        says: &[
            "0 #0 has a thread sleep 40 | thread::sleep(ms(40));",
            "30 #0 says tick",
            "40 #0 says done",
            "60 #0 says tick",
            "60 returned",
        ],
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
            r#"0 #0 stops for 20 | println!("{:?}", receive.recv_timeout(ms(20)));"#,
            "20 #0 says Err(Timeout)",
            "20 #0 stops for 30 | thread::park_timeout(ms(30));",
            "50 #0 says parked",
            "50 #0 stops for 40 | let waited = pair.1.wait_timeout(pair.0.lock().unwrap(), ms(40)).unwrap().1;",
            "90 #0 says true",
            "90 returned",
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
        says: &[
            "0 #0 has a thread sleep 10 | thread::sleep(ms(10));",
            "10 #0 has a thread sleep 10 | thread::sleep(ms(10));",
            "0 #0 stops for 10 | while let Ok(number) = receive.recv_timeout(ms(25)) {",
            "10 #0 says 1",
            "10 #0 stops for 10 | while let Ok(number) = receive.recv_timeout(ms(25)) {",
            "20 #0 says 2",
            "20 returned",
        ],
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
        says: &[
            "0 #0 has a thread sleep 10 | thread::sleep(ms(10 * number));",
            "0 #0 has a thread sleep 20 | thread::sleep(ms(10 * number));",
            "20 #0 has a thread sleep 5 | thread::sleep(ms(5));",
            "25 #0 says 2",
            "25 #0 has a thread sleep 5 | thread::sleep(ms(5));",
            "30 #0 says 0",
            "30 #0 has a thread sleep 5 | thread::sleep(ms(5));",
            "0 #0 stops for 30 | threads.into_iter().for_each(|thread| thread.join().unwrap());",
            "35 #0 says 1",
            "30 #0 stops for 5 | threads.into_iter().for_each(|thread| thread.join().unwrap());",
            "35 returned",
        ],
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
        says: &[
            "0 #0 has a thread sleep 30 | thread::sleep(ms(number));",
            "0 #0 has a thread sleep 10 | thread::sleep(ms(number));",
            "0 #0 has a thread sleep 20 | thread::sleep(ms(number));",
            "10 #0 says 10",
            "20 #0 says 20",
            "30 #0 says 30",
            "0 #0 stops for 30 | thread::scope(|scope| {",
            "30 #0 says all",
            "30 returned",
        ],
    },
    Program {
        name: "a timer that is due while a join blocks fires after it",
        call: || {
            Box::pin(async {
                let joins = async {
                    thread::spawn(|| thread::sleep(ms(20))).join().unwrap();
                    println!("joined");
                };
                let never = std::future::pending::<()>();
                tokio::join!(async { println!("{}", timeout(ms(10), never).await.is_err()) }, joins);
            })
        },
        says: &[
            "0 #0 has a thread sleep 20 | thread::spawn(|| thread::sleep(ms(20))).join().unwrap();",
            "0 #0 stops for 20 | thread::spawn(|| thread::sleep(ms(20))).join().unwrap();",
            "20 #0 says joined",
            "20 #0 says true",
            "20 returned",
        ],
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
        says: &[
            "0 #0 has a thread sleep 10 | thread::sleep(ms(10));",
            "0 #0 has a thread sleep 10 | thread::sleep(ms(10));",
            "0 #0 has a thread sleep 10 | thread::sleep(ms(10));",
            "10 #0 says 0",
            "10 #0 has a thread sleep 10 | thread::sleep(ms(10));",
            "10 #0 says 1",
            "10 #0 has a thread sleep 10 | thread::sleep(ms(10));",
            "10 #0 says 2",
            "10 #0 has a thread sleep 10 | thread::sleep(ms(10));",
            "20 #0 says 0",
            "20 #0 says 1",
            "20 #0 says 2",
            "20 returned",
        ],
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
        says: &[
            "0 #0 has a thread sleep 10 | thread::sleep(ms(10));",
            "10 #0 says still here",
            "10 #0 has a thread sleep 10 | thread::sleep(ms(10));",
            "20 #0 says still here",
            "20 #0 has a thread sleep 10 | thread::sleep(ms(10));",
            "25 returned",
        ],
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
        says: &[
            "stuck since 0",
            "#0 waits for oneshot::Receiver | let _ = receive.await;",
            "a thread of #0 waits for something | thread::park();",
        ],
    },
    Program {
        name: "a blocking task that waits for ever is stuck",
        call: || Box::pin(async { spawn_blocking(thread::park).await.unwrap() }),
        says: &[
            "stuck since 0",
            "#0 waits for something | call: || Box::pin(async { spawn_blocking(thread::park).await.unwrap() }),",
            "a thread of #0 waits for something",
        ],
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
        says: &["15 #0 says sent", "15 returned"],
    },
    Program {
        name: "threads that yield to each other come to an end",
        call: || {
            Box::pin(async {
                let done = Arc::new(AtomicBool::new(false));
                let seen = Arc::clone(&done);
                let thread = thread::spawn(move || {
                    while !seen.load(Ordering::SeqCst) {
                        thread::yield_now();
                    }
                    println!("seen");
                });
                done.store(true, Ordering::SeqCst);
                thread.join().unwrap();
            })
        },
        says: &["0 #0 says seen", "0 returned"],
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
        says: &["2 #0 says slept", "5 #0 says waited", "5 returned"],
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
        says: &[
            "50 #0 says waited",
            "0 #0 is busy for 50 | while started.elapsed() < ms(50) {}",
            "60 #0 says slept",
            "60 returned",
        ],
    },
    Program {
        name: "a runtime of its own on a thread of its own",
        call: || {
            Box::pin(async {
                let thread = thread::spawn(|| {
                    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
                    runtime.block_on(async {
                        for _ in 0..3 {
                            sleep(ms(10)).await;
                            println!("own");
                        }
                    });
                });
                sleep(ms(25)).await;
                println!("world's");
                sleep(ms(25)).await;
                println!("world's {}", thread.is_finished());
            })
        },
        says: &[
            "10 #0 says own",
            "20 #0 says own",
            "25 #0 says world's",
            "30 #0 says own",
            "50 #0 says world's true",
            "50 returned",
        ],
    },
    Program {
        name: "a runtime of several threads beside the world's",
        call: || {
            Box::pin(async {
                let (send, receive) = tokio::sync::oneshot::channel();
                thread::spawn(move || {
                    let runtime = Builder::new_multi_thread().enable_all().build().unwrap();
                    runtime.block_on(async {
                        let slow = tokio::spawn(async { sleep(ms(40)).await });
                        tokio::spawn(async {
                            sleep(ms(15)).await;
                            println!("quick");
                        });
                        slow.await.unwrap();
                        println!("slow");
                    });
                    send.send("over").unwrap();
                });
                let tick = async {
                    for _ in 0..2 {
                        sleep(ms(30)).await;
                        println!("tick");
                    }
                };
                tokio::join!(tick, async { println!("{}", receive.await.unwrap()) });
            })
        },
        says: &[
            "15 #0 says quick",
            "30 #0 says tick",
            "40 #0 says slow",
            "40 #0 says over",
            "60 #0 says tick",
            "60 returned",
        ],
    },
    Program {
        name: "tasks of two runtimes wake each other",
        call: || {
            Box::pin(async {
                let (send, mut receive) = tokio::sync::mpsc::channel(1);
                let (answer, mut answers) = tokio::sync::mpsc::channel(1);
                thread::spawn(move || {
                    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
                    runtime.block_on(async {
                        while let Some(number) = receive.recv().await {
                            sleep(ms(number)).await;
                            answer.send(number + 1).await.unwrap();
                        }
                    });
                });
                for number in [5, 10] {
                    send.send(number).await.unwrap();
                    println!("{:?}", answers.recv().await);
                    sleep(ms(1)).await;
                }
            })
        },
        says: &["5 #0 says Some(6)", "16 #0 says Some(11)", "17 returned"],
    },
    Program {
        name: "a runtime that nobody wakes is stuck",
        call: || {
            Box::pin(async {
                let thread = thread::spawn(|| {
                    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
                    runtime.block_on(std::future::pending::<()>());
                });
                spawn_blocking(move || thread.join().unwrap()).await.unwrap();
            })
        },
        says: &[
            "stuck since 0",
            "#0 waits for something | spawn_blocking(move || thread.join().unwrap()).await.unwrap();",
            "a thread of #0 waits for something",
            "a thread of #0 waits for something | spawn_blocking(move || thread.join().unwrap()).await.unwrap();",
        ],
    },
    Program {
        name: "a clock that is resumed is still virtual",
        call: || {
            Box::pin(async {
                tokio::time::resume();
                sleep(ms(20)).await;
                println!("slept");
                thread::spawn(|| thread::sleep(ms(5))).join().unwrap();
                timeout(ms(10), std::future::pending::<()>()).await.unwrap_err();
                println!("timed out");
            })
        },
        says: &[
            "20 #0 says slept",
            "20 #0 has a thread sleep 5 | thread::spawn(|| thread::sleep(ms(5))).join().unwrap();",
            "20 #0 stops for 5 | thread::spawn(|| thread::sleep(ms(5))).join().unwrap();",
            "35 #0 says timed out",
            "35 returned",
        ],
    },
];
