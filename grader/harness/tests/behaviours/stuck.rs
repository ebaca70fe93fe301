//! Tasks that nothing can wake, and tasks that never let time pass.

use std::future::{pending, poll_fn};
use std::sync::Arc;
use std::task::Poll;

use futures::future::join;
use tokio::sync::{Barrier, Mutex, Notify, RwLock, Semaphore, mpsc, oneshot, watch};
use tokio::task::{JoinHandle, yield_now};
use tokio::time::{sleep, timeout};

use crate::{Program, ms};

pub(crate) static PROGRAMS: &[Program] = &[
    Program {
        name: "two tasks that want each other's lock are stuck",
        call: || {
            Box::pin(async {
                let locks = Arc::new((Mutex::new(()), Mutex::new(())));
                let other = Arc::clone(&locks);
                let one = tokio::spawn(async move {
                    let _first = other.0.lock().await;
                    sleep(ms(1)).await;
                    let _second = other.1.lock().await;
                });
                let two = tokio::spawn(async move {
                    let _second = locks.1.lock().await;
                    sleep(ms(2)).await;
                    let _first = locks.0.lock().await;
                });
                let _both = join(one, two).await;
            })
        },
        says: &[
            "stuck since 2",
            "#0 waits for something | let _both = join(one, two).await;",
            "#1 waits for Mutex | let _second = other.1.lock().await;",
            "#2 waits for Mutex | let _first = locks.0.lock().await;",
        ],
    },
    Program {
        name: "a writer that waits for a reader that is itself is stuck",
        call: || {
            Box::pin(async {
                let lock = RwLock::new(());
                let _reads = lock.read().await;
                let _writes = lock.write().await;
            })
        },
        says: &["stuck since 0", "#0 waits for RwLock | let _writes = lock.write().await;"],
    },
    Program {
        name: "a oneshot whose sender is kept is stuck",
        call: || {
            Box::pin(async {
                let (send, receive) = oneshot::channel::<u8>();
                sleep(ms(3)).await;
                let _never = receive.await;
                drop(send);
            })
        },
        says: &["stuck since 3", "#0 waits for oneshot::Receiver | let _never = receive.await;"],
    },
    Program {
        name: "a oneshot whose receiver is kept is stuck",
        call: || {
            Box::pin(async {
                let (mut send, receive) = oneshot::channel::<u8>();
                send.closed().await;
                drop(receive);
            })
        },
        says: &["stuck since 0", "#0 waits for oneshot::Sender | send.closed().await;"],
    },
    Program {
        name: "a channel whose last sender is kept is stuck",
        call: || {
            Box::pin(async {
                let (send, mut receive) = mpsc::channel(8);
                for number in 0..2 {
                    let send = send.clone();
                    tokio::spawn(async move { send.send(number).await.unwrap() });
                }
                while let Some(number) = receive.recv().await {
                    println!("{number}");
                }
            })
        },
        says: &[
            "0 #0 says 0",
            "0 #0 says 1",
            "stuck since 0",
            "#0 waits for something | while let Some(number) = receive.recv().await {",
        ],
    },
    Program {
        name: "a channel that is full and that nobody reads is stuck",
        call: || {
            Box::pin(async {
                let (send, receive) = mpsc::channel(1);
                for number in 0..2 {
                    send.send(number).await.unwrap();
                    println!("{number}");
                }
                drop(receive);
            })
        },
        says: &["0 #0 says 0", "stuck since 0", "#0 waits for something | send.send(number).await.unwrap();"],
    },
    Program {
        name: "who is notified before it waits with others is stuck",
        call: || {
            Box::pin(async {
                let notify = Notify::new();
                notify.notify_waiters();
                notify.notified().await;
            })
        },
        says: &["stuck since 0", "#0 waits for something | notify.notified().await;"],
    },
    Program {
        name: "a semaphore without permits, a barrier and a watched value are stuck",
        call: || {
            Box::pin(async {
                let semaphore = Arc::new(Semaphore::new(0));
                tokio::spawn(async move { drop(semaphore.acquire().await) });
                let barrier = Arc::new(Barrier::new(2));
                tokio::spawn(async move { barrier.wait().await.is_leader() });
                let (send, mut receive) = watch::channel(0);
                receive.changed().await.unwrap();
                drop(send);
            })
        },
        says: &[
            "stuck since 0",
            "#0 waits for something | receive.changed().await.unwrap();",
            "#1 waits for Semaphore | tokio::spawn(async move { drop(semaphore.acquire().await) });",
            "#2 waits for Barrier | tokio::spawn(async move { barrier.wait().await.is_leader() });",
        ],
    },
    Program {
        name: "a task that awaits itself is stuck",
        call: || {
            Box::pin(async {
                let (send, receive) = oneshot::channel::<JoinHandle<()>>();
                let task = tokio::spawn(async move {
                    let myself = receive.await.unwrap();
                    myself.await.unwrap();
                });
                send.send(task).unwrap();
                pending::<()>().await;
            })
        },
        says: &["stuck since 0", "#0 waits for something", "#1 waits for something | myself.await.unwrap();"],
    },
    Program {
        name: "two tasks that await each other are stuck",
        call: || {
            Box::pin(async {
                let (send, receive) = oneshot::channel::<JoinHandle<()>>();
                let one = tokio::spawn(async move { receive.await.unwrap().await.unwrap() });
                let two = tokio::spawn(async move { one.await.unwrap() });
                send.send(two).unwrap();
                sleep(ms(1)).await;
                pending::<()>().await;
            })
        },
        says: &[
            "stuck since 1",
            "#0 waits for something",
            "#1 waits for something | let one = tokio::spawn(async move { receive.await.unwrap().await.unwrap() });",
            "#2 waits for something | let two = tokio::spawn(async move { one.await.unwrap() });",
        ],
    },
    Program {
        name: "a timeout ends a wait that nothing else would end",
        call: || {
            Box::pin(async {
                let lock = Mutex::new(());
                let _held = lock.lock().await;
                println!("{}", timeout(ms(10), lock.lock()).await.is_err());
            })
        },
        says: &["10 #0 says true", "10 returned"],
    },
    Program {
        name: "a future that nobody wakes is stuck",
        call: || Box::pin(poll_fn(|_| Poll::Pending)),
        says: &["stuck since 0", "#0 waits for something"],
    },
    Program {
        name: "a future that wakes itself is a livelock",
        call: || {
            Box::pin(poll_fn(|context| {
                context.waker().wake_by_ref();
                Poll::Pending
            }))
        },
        says: &["livelock at 0", "#0 is polled | context.waker().wake_by_ref();"],
    },
    Program {
        name: "a task that wakes itself is a livelock",
        call: || {
            Box::pin(async {
                let task = tokio::spawn(poll_fn(|context| -> Poll<()> {
                    context.waker().wake_by_ref();
                    Poll::Pending
                }));
                sleep(ms(5)).await;
                task.await.unwrap();
            })
        },
        says: &["livelock at 0", "#1 is polled"],
    },
    Program {
        name: "a task that yields for ever is a livelock",
        call: || {
            Box::pin(async {
                sleep(ms(5)).await;
                tokio::spawn(async {
                    loop {
                        yield_now().await;
                    }
                })
                .await
                .unwrap();
            })
        },
        says: &["livelock at 5", "#1 is polled | yield_now().await;"],
    },
    Program {
        name: "a call that asks again and again whether a task is done is a livelock",
        call: || {
            Box::pin(async {
                let task = tokio::spawn(sleep(ms(5)));
                while !task.is_finished() {
                    yield_now().await;
                }
            })
        },
        says: &["livelock at 0", "#0 is polled | yield_now().await;"],
    },
    Program {
        name: "two tasks that wake each other for ever are a livelock",
        call: || {
            Box::pin(async {
                let bells = Arc::new((Notify::new(), Notify::new()));
                let other = Arc::clone(&bells);
                tokio::spawn(async move {
                    loop {
                        other.0.notified().await;
                        other.1.notify_one();
                    }
                });
                loop {
                    bells.0.notify_one();
                    bells.1.notified().await;
                }
            })
        },
        says: &["livelock at 0", "#0 is polled | bells.1.notified().await;", "#1 is polled"],
    },
];
