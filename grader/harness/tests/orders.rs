//! Mistakes that show only in some orders in which tasks may run, and code that is right in all.

#[expect(dead_code, reason = "here nothing is told")]
mod story;

use std::cell::RefCell;
use std::ops::Range;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use futures::future::join_all;
use grader_harness::World;
use grader_trace::{EventKind, Place, Trace, Value};
use tokio::sync::{Mutex, mpsc, oneshot};
use tokio::task::JoinSet;
use tokio::time::sleep;

use story::{run_from, world};

/// Orders in which a mistake must show.
const ORDERS: u64 = 64;

type Call = fn() -> Pin<Box<dyn Future<Output = Value>>>;

/// A mistake, and the same without it. Both return the same in the order that tokio has by itself.
struct Mistake {
    name: &'static str,
    wrong: Call,
    right: Call,
    /// A line at which somebody has to let others go first for the mistake to show ends with this
    /// comment.
    mark: &'static str,
}

const fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

fn int(number: usize) -> Value {
    Value::Int(number.try_into().unwrap_or(i64::MAX))
}

fn numbers(numbers: &[u64]) -> Value {
    Value::List(numbers.iter().map(|number| Value::Int(number.cast_signed())).collect())
}

/// An answer that is there already.
fn answer(number: u64) -> oneshot::Receiver<u64> {
    let (sender, receiver) = oneshot::channel();
    sender.send(number).expect("somebody has the other end");
    receiver
}

static MISTAKES: &[Mistake] = &[
    Mistake {
        name: "a lost update",
        mark: "lost update",
        wrong: || {
            Box::pin(async {
                let count = Arc::new(Mutex::new(0));
                let add = |count: Arc<Mutex<usize>>| async move {
                    let before = *count.lock().await; // lost update
                    *count.lock().await = before + 1; // lost update
                };
                let tasks: Vec<_> = (0..4).map(|_| tokio::spawn(add(Arc::clone(&count)))).collect();
                join_all(tasks).await;
                int(*count.lock().await)
            })
        },
        right: || {
            Box::pin(async {
                let count = Arc::new(Mutex::new(0));
                let add = |count: Arc<Mutex<usize>>| async move { *count.lock().await += 1 };
                let tasks: Vec<_> = (0..4).map(|_| tokio::spawn(add(Arc::clone(&count)))).collect();
                join_all(tasks).await;
                int(*count.lock().await)
            })
        },
    },
    Mistake {
        name: "what join runs is taken to be in order",
        mark: "join order",
        wrong: || {
            Box::pin(async {
                let log = RefCell::new(Vec::new());
                let note = async |answer: oneshot::Receiver<u64>| {
                    let number = answer.await.expect("it was sent"); // join order
                    log.borrow_mut().push(number);
                };
                tokio::join!(note(answer(1)), note(answer(2)), note(answer(3)));
                numbers(&log.borrow())
            })
        },
        right: || {
            Box::pin(async {
                let note = async |answer: oneshot::Receiver<u64>| answer.await.expect("it was sent");
                let (one, two, three) = tokio::join!(note(answer(1)), note(answer(2)), note(answer(3)));
                numbers(&[one, two, three])
            })
        },
    },
    Mistake {
        name: "equal sleeps are taken to end in order",
        mark: "equal sleeps",
        wrong: || {
            Box::pin(async {
                let log = Arc::new(std::sync::Mutex::new(Vec::new()));
                let task = |number: u64, log: Arc<std::sync::Mutex<Vec<u64>>>| async move {
                    sleep(ms(10)).await; // equal sleeps
                    log.lock().expect("nobody panics").push(number);
                };
                let tasks: Vec<_> = (0..3).map(|number| tokio::spawn(task(number, log.clone()))).collect();
                join_all(tasks).await;
                numbers(&log.lock().expect("nobody panics"))
            })
        },
        right: || {
            Box::pin(async {
                let task = |number: u64| async move {
                    sleep(ms(10)).await;
                    number
                };
                let tasks: Vec<_> = (0..3).map(|number| tokio::spawn(task(number))).collect();
                let ended = join_all(tasks).await;
                numbers(&ended.into_iter().map(|number| number.expect("it ends")).collect::<Vec<_>>())
            })
        },
    },
    Mistake {
        name: "a set of tasks is taken to be in order",
        mark: "set order",
        wrong: || {
            Box::pin(async {
                let mut set = JoinSet::new();
                for number in 0..3 {
                    set.spawn(async move {
                        sleep(ms(10)).await; // set order
                        number
                    });
                }
                let mut all = Vec::new();
                while let Some(number) = set.join_next().await {
                    all.push(number.expect("it ends"));
                }
                numbers(&all)
            })
        },
        right: || {
            Box::pin(async {
                let mut set = JoinSet::new();
                for number in 0..3 {
                    set.spawn(async move {
                        sleep(ms(10)).await;
                        number
                    });
                }
                let mut all = set.join_all().await;
                all.sort_unstable();
                numbers(&all)
            })
        },
    },
    Mistake {
        name: "a cache that two fill",
        mark: "stampede",
        wrong: || {
            Box::pin(async {
                let (cache, fetched) = (Arc::new(Mutex::new(None)), Arc::new(Mutex::new(0)));
                let get = |cache: Arc<Mutex<Option<usize>>>, fetched: Arc<Mutex<usize>>| async move {
                    let is_empty = cache.lock().await.is_none(); // stampede
                    if is_empty {
                        *fetched.lock().await += 1; // stampede
                        *cache.lock().await = Some(7); // stampede
                    }
                };
                let tasks: Vec<_> =
                    (0..3).map(|_| tokio::spawn(get(cache.clone(), fetched.clone()))).collect();
                join_all(tasks).await;
                int(*fetched.lock().await)
            })
        },
        right: || {
            Box::pin(async {
                let (cache, fetched) = (Arc::new(Mutex::new(None)), Arc::new(Mutex::new(0)));
                let get = |cache: Arc<Mutex<Option<usize>>>, fetched: Arc<Mutex<usize>>| async move {
                    let mut cached = cache.lock().await;
                    if cached.is_none() {
                        *fetched.lock().await += 1;
                        *cached = Some(7);
                    }
                };
                let tasks: Vec<_> =
                    (0..3).map(|_| tokio::spawn(get(cache.clone(), fetched.clone()))).collect();
                join_all(tasks).await;
                int(*fetched.lock().await)
            })
        },
    },
    Mistake {
        name: "a channel that is emptied before all was sent",
        mark: "drain",
        wrong: || {
            Box::pin(async {
                let (sender, mut receiver) = mpsc::channel(8);
                for number in 0..3 {
                    let sender = sender.clone();
                    tokio::spawn(async move { sender.send(number).await }); // drain
                }
                tokio::task::yield_now().await;
                let mut count = 0;
                while receiver.try_recv().is_ok() {
                    count += 1;
                }
                int(count)
            })
        },
        right: || {
            Box::pin(async {
                let (sender, mut receiver) = mpsc::channel(8);
                for number in 0..3 {
                    let sender = sender.clone();
                    tokio::spawn(async move { sender.send(number).await });
                }
                drop(sender);
                let mut count = 0;
                while receiver.recv().await.is_some() {
                    count += 1;
                }
                int(count)
            })
        },
    },
];

fn in_order(order: Option<u64>, call: Call) -> Trace {
    run_from(0, World { order, ..world() }, call)
}

/// The runs that do not return what the call returns by itself.
fn differing(orders: Range<u64>, call: Call) -> Vec<Trace> {
    let usual = in_order(None, call).value;
    assert!(usual.is_some());
    let runs = orders.map(|order| in_order(Some(order), call));
    runs.filter(|trace| trace.value != usual).collect()
}

/// The lines of this file that end with a comment.
fn marked(mark: &str) -> Vec<u32> {
    let ends = |line: &str| line.ends_with(&format!("// {mark}"));
    (1..).zip(include_str!("orders.rs").lines()).filter(|(_, line)| ends(line)).map(|(at, _)| at).collect()
}

/// Where tasks let others go first: a line, where tokio tells.
fn yields(trace: &Trace) -> Vec<Option<u32>> {
    let yields = trace.events.iter().filter(|event| event.kind == EventKind::Yield);
    let line = |place: &Place| match place {
        Place::Line(location) => Some(location.line),
        Place::Code(_) | Place::Library(_) => None,
    };
    yields.map(|event| event.places.iter().find_map(line)).collect()
}

#[test]
fn each_mistake_shows_in_some_order_and_is_told_where() {
    for Mistake { name, wrong, mark, .. } in MISTAKES {
        for first in [0, ORDERS, 2 * ORDERS] {
            let runs = differing(first..first + ORDERS, *wrong);
            let told = runs.iter().map(yields).filter(|yields| yields.iter().all(Option::is_some));
            let told = told.min_by_key(Vec::len).unwrap_or_default();
            let is_marked = |line: &Option<u32>| line.is_some_and(|line| marked(mark).contains(&line));
            assert!(!runs.is_empty(), "{name}: not found in {ORDERS} orders from {first} on");
            assert!(!told.is_empty() && told.iter().all(is_marked), "{name}: {told:?}");
        }
    }
}

#[test]
fn what_is_right_stays_so_in_every_order() {
    let orders = if is_long() { 10_000 } else { 500 };
    for Mistake { name, right, .. } in MISTAKES {
        assert_eq!(differing(0..orders, *right).len(), 0, "{name}");
    }
}

#[test]
fn an_order_repeats_and_takes_no_time() {
    for Mistake { name, wrong, .. } in MISTAKES {
        let usual = in_order(None, *wrong);
        assert!(yields(&usual).is_empty(), "{name}: tokio's own order has nobody wait");
        for order in 0..ORDERS {
            let trace = in_order(Some(order), *wrong);
            assert_eq!(trace, in_order(Some(order), *wrong), "{name}, order {order}");
            assert_eq!(trace.elapsed, usual.elapsed, "{name}, order {order}");
        }
    }
}

/// Whether there is time for all.
fn is_long() -> bool {
    std::env::var_os("GRADER_TESTS").is_some_and(|tests| tests == "long")
}
