//! Waits of std that stop a thread: those that somebody ends, and those that nothing can end.

#![expect(clippy::await_holding_lock, reason = "it is what is tested")]

use std::sync::{Arc, Barrier, Condvar, Mutex, RwLock, mpsc};
use std::thread;

use tokio::task::spawn_blocking;
use tokio::time::sleep;

use crate::{Program, ms};

pub(crate) static PROGRAMS: &[Program] = &[
    Program {
        name: "a timed wait is over when it is answered",
        call: || {
            Box::pin(async {
                let pair = Arc::new((Mutex::new(false), Condvar::new()));
                let (send, receive) = mpsc::channel();
                let (caller, notifier) = (thread::current(), Arc::clone(&pair));
                thread::spawn(move || {
                    thread::sleep(ms(10));
                    send.send("sent").unwrap();
                    thread::sleep(ms(10));
                    caller.unpark();
                    thread::sleep(ms(10));
                    *notifier.0.lock().unwrap() = true;
                    notifier.1.notify_one();
                });
                println!("{:?}", receive.recv_timeout(ms(500)));
                thread::park_timeout(ms(500));
                println!("unparked");
                let guard = pair.0.lock().unwrap();
                let waited = pair.1.wait_timeout_while(guard, ms(500), |done| !*done).unwrap().1;
                println!("timed out: {}", waited.timed_out());
            })
        },
        says: &[
            "0 #0 has a thread sleep 10 | thread::sleep(ms(10));",
            "10 #0 has a thread sleep 10 | thread::sleep(ms(10));",
            r#"0 #0 stops for 10 | println!("{:?}", receive.recv_timeout(ms(500)));"#,
            r#"10 #0 says Ok("sent")"#,
            "20 #0 has a thread sleep 10 | thread::sleep(ms(10));",
            "10 #0 stops for 10 | thread::park_timeout(ms(500));",
            "20 #0 says unparked",
            "20 #0 stops for 10 | let waited = pair.1.wait_timeout_while(guard, ms(500), |done| !*done).unwrap().1;",
            "30 #0 says timed out: false",
            "30 returned",
        ],
    },
    Program {
        name: "timed waits of a thread hold nobody up",
        call: || {
            Box::pin(async {
                let (send, receive) = mpsc::channel::<u8>();
                let thread = spawn_blocking(move || {
                    println!("{:?}", receive.recv_timeout(ms(20)));
                    thread::park_timeout(ms(20));
                    println!("parked");
                    let pair = (Mutex::new(()), Condvar::new());
                    drop(pair.1.wait_timeout(pair.0.lock().unwrap(), ms(20)).unwrap());
                    println!("waited");
                });
                for _ in 0..2 {
                    sleep(ms(25)).await;
                    println!("tick");
                }
                thread.await.unwrap();
                drop(send);
            })
        },
        says: &[
            "20 #0 says Err(Timeout)",
            "25 #0 says tick",
            "40 #0 says parked",
            "50 #0 says tick",
            "60 #0 says waited",
            "60 returned",
        ],
    },
    Program {
        name: "a std lock that a thread holds stops those who want it until it is free",
        call: || {
            Box::pin(async {
                let shared = Arc::new(Mutex::new(0));
                let holder = Arc::clone(&shared);
                thread::spawn(move || {
                    let mut held = holder.lock().unwrap();
                    thread::sleep(ms(20));
                    *held += 1;
                });
                sleep(ms(5)).await;
                println!("{}", shared.lock().unwrap());
            })
        },
        says: &[
            "0 #0 has a thread sleep 20 | thread::sleep(ms(20));",
            r#"5 #0 stops for 15 | println!("{}", shared.lock().unwrap());"#,
            "20 #0 says 1",
            "20 returned",
        ],
    },
    Program {
        name: "a std lock held across an await that nobody else wants does no harm",
        call: || {
            Box::pin(async {
                let lock = Mutex::new(1);
                let held = lock.lock().unwrap();
                sleep(ms(5)).await;
                println!("{held}");
            })
        },
        says: &["5 #0 says 1", "5 returned"],
    },
    Program {
        name: "a std mutex held across an await stops all for ever",
        call: || {
            Box::pin(async {
                let lock = Arc::new(Mutex::new(0));
                let other = Arc::clone(&lock);
                let held = lock.lock().unwrap();
                tokio::spawn(async move {
                    println!("wants it");
                    *other.lock().unwrap() += 1;
                });
                sleep(ms(5)).await;
                drop(held);
            })
        },
        says: &[
            "0 #1 says wants it",
            "0 #1 stops for ever | *other.lock().unwrap() += 1;",
            "the process ends with Some(75)",
        ],
    },
    Program {
        name: "a std lock for readers held across an await stops who writes for ever",
        call: || {
            Box::pin(async {
                let lock = RwLock::new(0);
                let reads = async {
                    let held = lock.read().unwrap();
                    sleep(ms(5)).await;
                    println!("{held}");
                };
                let writes = async {
                    sleep(ms(1)).await;
                    *lock.write().unwrap() += 1;
                };
                tokio::join!(reads, writes);
            })
        },
        says: &["1 #0 stops for ever | *lock.write().unwrap() += 1;", "the process ends with Some(75)"],
    },
    Program {
        name: "a std lock taken twice stops all for ever",
        call: || {
            Box::pin(async {
                sleep(ms(3)).await;
                let lock = Mutex::new(0);
                let held = lock.lock().unwrap();
                *lock.lock().unwrap() += 1;
                drop(held);
            })
        },
        says: &["3 #0 stops for ever | *lock.lock().unwrap() += 1;", "the process ends with Some(75)"],
    },
    Program {
        name: "a receiver of std that nobody sends to stops all for ever",
        call: || {
            Box::pin(async {
                let (send, receive) = mpsc::channel::<u8>();
                tokio::spawn(async move {
                    sleep(ms(5)).await;
                    send.send(1).unwrap();
                });
                sleep(ms(1)).await;
                println!("{:?}", receive.recv());
            })
        },
        says: &[
            r#"1 #0 stops for ever | println!("{:?}", receive.recv());"#,
            "the process ends with Some(75)",
        ],
    },
    Program {
        name: "a join of a thread that never ends stops all for ever",
        call: || {
            Box::pin(async {
                let thread = thread::spawn(thread::park);
                sleep(ms(1)).await;
                thread.join().unwrap();
            })
        },
        says: &[
            "1 #0 has a thread wait for ever",
            "1 #0 stops for ever | thread.join().unwrap();",
            "the process ends with Some(75)",
        ],
    },
    Program {
        name: "a scope of threads that never end stops all for ever",
        call: || {
            Box::pin(async {
                thread::scope(|scope| {
                    scope.spawn(|| thread::sleep(ms(7)));
                    scope.spawn(thread::park);
                });
            })
        },
        says: &[
            "0 #0 has a thread sleep 7 | scope.spawn(|| thread::sleep(ms(7)));",
            "7 #0 has a thread wait for ever",
            "7 #0 stops for ever | thread::scope(|scope| {",
            "the process ends with Some(75)",
        ],
    },
    Program {
        name: "a condition that nobody brings about stops all for ever",
        call: || {
            Box::pin(async {
                let pair = (Mutex::new(()), Condvar::new());
                drop(pair.1.wait(pair.0.lock().unwrap()).unwrap());
            })
        },
        says: &[
            "0 #0 stops for ever | drop(pair.1.wait(pair.0.lock().unwrap()).unwrap());",
            "the process ends with Some(75)",
        ],
    },
    Program {
        name: "a barrier that one is missing at stops all for ever",
        call: || {
            Box::pin(async {
                let barrier = Arc::new(Barrier::new(3));
                let other = Arc::clone(&barrier);
                thread::spawn(move || other.wait());
                barrier.wait();
            })
        },
        says: &[
            "0 #0 has a thread wait for ever | thread::spawn(move || other.wait());",
            "0 #0 stops for ever | barrier.wait();",
            "the process ends with Some(75)",
        ],
    },
    Program {
        name: "a park that nobody ends stops all for ever",
        call: || Box::pin(async { thread::park() }),
        says: &[
            "0 #0 stops for ever | call: || Box::pin(async { thread::park() }),",
            "the process ends with Some(75)",
        ],
    },
    Program {
        name: "two threads that want each other's lock never end",
        call: || {
            Box::pin(async {
                let locks = Arc::new((Mutex::new(()), Mutex::new(())));
                let other = Arc::clone(&locks);
                let one = thread::spawn(move || {
                    let _first = other.0.lock().unwrap();
                    thread::sleep(ms(1));
                    let _second = other.1.lock().unwrap();
                });
                let _second = locks.1.lock().unwrap();
                thread::sleep(ms(2));
                let _first = locks.0.lock().unwrap();
                one.join().unwrap();
            })
        },
        says: &[
            "0 #0 sleeps 2 | thread::sleep(ms(2));",
            "0 #0 has a thread sleep 1 | thread::sleep(ms(1));",
            "2 #0 has a thread wait for ever | let _second = other.1.lock().unwrap();",
            "2 #0 stops for ever | let _first = locks.0.lock().unwrap();",
            "the process ends with Some(75)",
        ],
    },
];
