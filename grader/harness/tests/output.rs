//! What student code prints. Written with `write!`: the test harness keeps what `println!`
//! prints to itself.

mod story;

use std::io::{Write, stderr, stdout};
use std::time::Duration;

use story::{run, story};
use tokio::time::sleep;

fn prints(trace: &grader_trace::Trace) -> Vec<String> {
    story(trace).into_iter().filter(|event| event.contains("prints")).collect()
}

#[test]
fn lines_carry_their_virtual_time() {
    let trace = run(|| async {
        write!(stdout(), "half ").unwrap();
        stdout().flush().unwrap();
        sleep(Duration::from_millis(5)).await;
        writeln!(stdout(), "done").unwrap();
        tokio::spawn(async { writeln!(stderr(), "from a task").unwrap() }).await.unwrap();
        write!(stdout(), "no end of line").unwrap();
    });
    assert_eq!(
        prints(&trace),
        [
            r#"5 #0 prints "half done" to Stdout (+4)"#,
            r#"5 #1 prints "from a task" to Stderr (+5)"#,
            r#"5 #0 prints "no end of line" to Stdout"#,
        ]
    );
}

#[test]
fn bytes_that_are_no_text_are_replaced() {
    let trace = run(|| async { stderr().write_all(b"\xff!\n").unwrap() });
    assert_eq!(prints(&trace), [r#"0 #0 prints "�!" to Stderr (+0)"#]);
}

#[test]
fn vectored_output_is_put_together() {
    let trace = run(|| async {
        let parts = [std::io::IoSlice::new(b"one "), std::io::IoSlice::new(b"line\n")];
        stderr().write_vectored(&parts).unwrap() as u64
    });
    assert_eq!(prints(&trace), [r#"0 #0 prints "one line" to Stderr (+2)"#]);
}

/// Standard error is not buffered: each piece is seen when it is written.
#[test]
fn a_line_belongs_to_the_task_that_ends_it() {
    let trace = run(|| async {
        let one = tokio::spawn(async {
            write!(stderr(), "one ").unwrap();
            sleep(Duration::from_millis(5)).await;
            writeln!(stderr(), "three").unwrap();
        });
        tokio::spawn(async { writeln!(stderr(), "two").unwrap() }).await.unwrap();
        one.await.unwrap();
    });
    assert_eq!(
        prints(&trace),
        [r#"0 #2 prints "one two" to Stderr (+6)"#, r#"5 #1 prints "three" to Stderr (+4)"#]
    );
}

#[test]
fn a_line_without_end_belongs_to_the_task_that_printed_last() {
    let trace = run(|| async {
        for text in ["half ", "a line"] {
            tokio::spawn(async move { stderr().write_all(text.as_bytes()).unwrap() }).await.unwrap();
            sleep(Duration::from_millis(5)).await;
        }
    });
    assert_eq!(prints(&trace), [r#"5 #2 prints "half a line" to Stderr (+2)"#]);
}

#[test]
fn a_flood_of_lines_leaves_other_events_their_places() {
    let trace = run(|| async {
        for _ in 0..100 {
            stderr().write_all(&b"a\n".repeat(30)).unwrap();
        }
        sleep(Duration::from_millis(5)).await;
    });
    let lines = prints(&trace);
    let told = lines.iter().filter(|line| line.ends_with(" (+2)")).count();
    assert_eq!((lines.len(), told), (3000, 512));
    assert!(story(&trace).contains(&"0 #0 makes timer 0 (+4)".to_owned()));
}

#[test]
fn what_a_dropped_task_prints_does_not_count() {
    struct Loud;
    impl Drop for Loud {
        fn drop(&mut self) {
            writeln!(stderr(), "dropped").unwrap();
        }
    }
    let trace = run(|| async {
        let loud = Loud;
        tokio::spawn(async move {
            let _loud = loud;
            std::future::pending::<()>().await;
        });
        tokio::task::yield_now().await;
    });
    assert_eq!(prints(&trace), [""; 0]);
    assert_eq!(trace.unfinished, 1);
}
