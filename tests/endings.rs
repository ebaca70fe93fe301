//! How code can end other than by returning: each way is told in plain words, with its line, and
//! without anybody waiting for it.

use serde_json::Value;

use crate::program::{RIGHT, folder, grade, graded, json, path};

/// An answer to `basic_wait` whose wait is this.
pub(crate) fn waiting_by(wait: &str) -> String {
    RIGHT.replace("tokio::time::sleep(delay).await;", wait)
}

fn first_check(wait: &str) -> Value {
    graded(&waiting_by(wait))["checks"][0].clone()
}

/// Code in place of the wait, the name of its ending, and what a student reads.
pub(crate) const ENDINGS: [(&str, &str, &[&str]); 27] = [
    // A wait for what never comes.
    (
        "std::future::pending::<()>().await;",
        "stuck",
        &["nothing could ever wake it", "src/basic_wait.rs:6", "the last that was seen"],
    ),
    (
        "{ let (_tx, rx) = tokio::sync::oneshot::channel::<()>(); let _ = rx.await; }",
        "stuck",
        &["src/basic_wait.rs:8", "`oneshot::Receiver` that nobody completes"],
    ),
    (
        "{ let (_tx, mut rx) = tokio::sync::mpsc::channel::<u8>(1); rx.recv().await; }",
        "stuck",
        &["src/basic_wait.rs:8 the call waits for a `mpsc::Receiver` that nobody completes"],
    ),
    (
        "{ let lock = std::sync::Arc::new(tokio::sync::Mutex::new(()));
        let held = lock.clone().lock_owned().await;
        tokio::spawn(async move {
            drop(lock.lock().await);
        }).await.unwrap();
        drop(held); }",
        "stuck",
        &["src/basic_wait.rs:11 task 1, spawned in line 10, waits for a `Mutex` that nobody completes; \
            the call waits for the end of a task in line 12"],
    ),
    (
        "loop { tokio::task::yield_now().await }",
        "livelock",
        &[
            "polled without end",
            "src/basic_wait.rs:8 the call is polled again and again without ever waiting",
        ],
    ),
    (
        "tokio::spawn(async {
            loop {
                tokio::task::yield_now().await;
            }
        }).await.unwrap();",
        "livelock",
        &["src/basic_wait.rs:10 task 1, spawned in line 8, is polled", "`yield_now` lets others go first"],
    ),
    (
        "std::future::poll_fn(|context| {
            context.waker().wake_by_ref();
            std::task::Poll::<()>::Pending
        }).await;",
        "livelock",
        &["src/basic_wait.rs:9 the call is polled again and again"],
    ),
    (
        "loop { tokio::time::sleep(Duration::from_secs(60)).await }",
        "time-limit",
        &["still busy after 86400 s", "src/basic_wait.rs:8"],
    ),
    (
        "loop {}",
        "cpu-limit",
        &["used up its processor time", "src/basic_wait.rs:8", "this loop awaits nothing"],
    ),
    // Nothing outside of tokio sees somebody read its paused clock, which stands still meanwhile.
    (
        "{ let start = tokio::time::Instant::now();
        while start.elapsed() < delay {} }",
        "cpu-limit",
        &["used up its processor time", "src/basic_wait.rs:9", "this loop awaits nothing"],
    ),
    // Locks and threads.
    (
        "{ let lock = tokio::sync::Mutex::new(()); let _a = lock.lock().await; let _b = lock.lock().await; }",
        "stuck",
        &["src/basic_wait.rs:8", "`Mutex` that nobody completes"],
    ),
    (
        "{ let lock = std::sync::Mutex::new(()); let _a = lock.lock().unwrap(); let _b = lock.lock().unwrap(); }",
        "stuck",
        &["src/basic_wait.rs:8", "held already", "drop the guard"],
    ),
    (
        "{ let lock = std::sync::RwLock::new(()); let _a = lock.write().unwrap(); let _b = lock.read().unwrap(); }",
        "stuck",
        &["src/basic_wait.rs:8", "held already"],
    ),
    (
        "{ let lock = std::sync::Mutex::new(()); tokio::join!(async { let held = lock.lock().unwrap(); \
        tokio::time::sleep(Duration::from_secs(1)).await; drop(held) }, async { drop(lock.lock().unwrap()) }); }",
        "stuck",
        &["src/basic_wait.rs:8", "before you `.await`"],
    ),
    (
        "{ let (tx, rx) = std::sync::mpsc::channel::<()>(); let _ = rx.recv(); drop(tx) }",
        "stuck",
        &["src/basic_wait.rs:8", "`std::sync::mpsc::Receiver` stops the only thread"],
    ),
    ("std::thread::park();", "stuck", &["src/basic_wait.rs:8", "`std::thread::park` stops the only thread"]),
    ("std::sync::Barrier::new(2).wait();", "stuck", &["src/basic_wait.rs:8", "`std::sync::Barrier`"]),
    // A runtime where there is one.
    (
        "futures::executor::block_on(tokio::time::sleep(Duration::from_secs(1)));",
        "stuck",
        &["src/basic_wait.rs:8", "`block_on` stops the only thread", "`.await` it instead"],
    ),
    (
        "tokio::runtime::Runtime::new().unwrap().block_on(tokio::time::sleep(delay));",
        "panicked",
        &["src/basic_wait.rs:8", "already runs on a runtime", "`.await` here"],
    ),
    (
        "tokio::runtime::Handle::current().block_on(tokio::time::sleep(delay));",
        "panicked",
        &["src/basic_wait.rs:8", "already runs on a runtime"],
    ),
    // Ends of the whole process.
    ("panic!(\"no {}\", \"luck\");", "panicked", &["panicked: \"no luck\" at src/basic_wait.rs:8"]),
    ("todo!();", "panicked", &["src/basic_wait.rs:8", "a `todo!()` is left in the code"]),
    ("std::process::abort();", "aborted", &["the process aborted itself", "src/basic_wait.rs:8"]),
    (
        "println!(\"test result: ok\"); std::process::exit(0);",
        "exited",
        &["ended itself with code 0", "src/basic_wait.rs:8 `std::process::exit` ends everything"],
    ),
    (
        "fn deep(n: u64) -> u64 { std::hint::black_box(n) + deep(n + 1) } deep(0);",
        "stack-overflow",
        &["the stack overflowed", "src/basic_wait.rs:8", "calls itself here"],
    ),
    (
        "std::hint::black_box(vec![1_u8; 3 << 30]);",
        "memory-limit",
        &["used up its memory, 1 GiB", "src/basic_wait.rs:8"],
    ),
    (
        "loop { print!(\"0123456789012345678901234567890123456789\") }",
        "output-limit",
        &["printed more than 1 MiB"],
    ),
];

#[test]
fn every_ending_is_told_in_plain_words() {
    let names: Vec<_> = (0..ENDINGS.len()).map(|index| format!("{index:02}/basic_wait.rs")).collect();
    let sources: Vec<_> = ENDINGS.iter().map(|(wait, ..)| waiting_by(wait)).collect();
    let files: Vec<_> = names.iter().map(String::as_str).zip(sources.iter().map(String::as_str)).collect();
    let class = folder(&files);
    let report = json(&grade(&[path(&class), "--exercise", "basic_wait", "--format", "json"]).code(0));
    for ((wait, ending, words), submission) in ENDINGS.iter().zip(report["submissions"].as_array().unwrap()) {
        let check = &submission["exercises"][0]["checks"][0];
        assert_eq!(check["ending"], *ending, "{wait}: {submission:#}");
        assert_eq!(check["status"], "failed");
        // Lines of text are broken where they are too long.
        let told = check["feedback"].as_str().unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
        for word in *words {
            assert!(told.contains(word), "{wait}: no {word:?} in {told}");
        }
    }
}

#[test]
fn exit_codes_of_student_code_mean_nothing_of_ours() {
    for code in [70, 72, 73, 74, 75] {
        assert_eq!(first_check(&format!("std::process::exit({code});"))["ending"], "exited", "{code}");
    }
}

#[test]
fn time_that_was_moved_by_hand_is_no_waiting() {
    assert_eq!(first_check("tokio::time::advance(delay).await;")["ending"], "clock-moved");
}

#[test]
fn a_process_that_ends_itself_has_not_passed() {
    let exercise = graded(
        &RIGHT.replace("    delay\n}", "    println!(\"test result: ok\");\n    std::process::exit(0)\n}"),
    );
    assert_eq!(exercise["verdict"], "rejected");
    assert_eq!(exercise["score"], 0.0);
}

/// The line is that of the student's, and the words are a beginner's.
#[test]
fn what_is_forbidden_is_named_with_its_line() {
    let told = [
        ("let _ = std::process::Command::new(\"true\").status();", "start another program", "execve"),
        ("let _ = std::net::UdpSocket::bind((\"127.0.0.1\", 0));", "use the network", "socket"),
        ("let _ = std::fs::remove_file(\"/x\");", "change files", "unlink"),
    ];
    for (wait, deed, call) in told {
        let check = first_check(wait);
        assert_eq!(check["ending"], "forbidden-call", "{wait}");
        let observed = format!("the code tried to {deed}, which is not allowed here");
        assert_eq!(check["observed"], observed);
        assert_eq!(check["location"], "src/basic_wait.rs:8");
        assert_eq!(check["detail"], format!("the system call `{call}` is not allowed"));
    }
}

/// Threads of a submission's own, and those behind `spawn_blocking`, live in virtual time.
#[test]
fn threads_are_waited_for_in_virtual_time() {
    let told = [
        (
            "let (tx, rx) = tokio::sync::oneshot::channel::<()>();
            std::thread::spawn(move || { std::thread::park(); drop(tx) });
            let _ = rx.await;",
            Some("stuck"),
        ),
        ("std::thread::spawn(std::thread::park).join().unwrap();", Some("stuck")),
        ("tokio::task::spawn_blocking(move || std::thread::sleep(delay)).await.unwrap();", None),
        ("std::thread::spawn(move || std::thread::sleep(delay)).join().unwrap();", None),
        ("std::thread::park_timeout(delay);", None),
        // Many threads are no more memory than they take, whatever this machine has.
        (
            "let all: Vec<_> = (0..100).map(|_| tokio::task::spawn_blocking(|| {
                (0..20_000_u64).collect::<Vec<_>>().len()
            })).collect();
            for one in all { one.await.unwrap(); }
            tokio::time::sleep(delay).await;",
            None,
        ),
        (
            "let barrier = std::sync::Arc::new(std::sync::Barrier::new(400));
            let all: Vec<_> = (0..400).map(|_| {
                let barrier = barrier.clone();
                std::thread::Builder::new().stack_size(64 << 10).spawn(move || { barrier.wait(); }).unwrap()
            }).collect();
            for one in all { one.join().unwrap(); }
            tokio::time::sleep(delay).await;",
            None,
        ),
        (
            "for _ in 0..600 {
                std::thread::Builder::new().stack_size(64 << 10).spawn(std::thread::park).unwrap();
            }",
            Some("panicked"),
        ),
    ];
    for (wait, ending) in told {
        assert_eq!(first_check(wait)["ending"].as_str(), ending, "{wait}");
    }
}

/// Who waits for a thread to end holds up all tasks as much as who sleeps.
#[test]
fn a_wait_that_blocks_is_told_with_its_line() {
    let exercise =
        graded(&waiting_by("std::thread::spawn(move || std::thread::sleep(delay)).join().unwrap();"));
    let checks = exercise["checks"].as_array().unwrap();
    let check = checks.iter().find(|check| check["id"] == "non-blocking").unwrap();
    assert_eq!((&check["status"], &check["location"]), (&"failed".into(), &"src/basic_wait.rs:8".into()));
    assert!(check["observed"].as_str().unwrap().starts_with("a blocking wait blocked the whole thread for"));
    assert_eq!(exercise["score"], 8.0);
}
