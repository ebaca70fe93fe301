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
            r#"5 #0 prints "half done" to Stdout"#,
            r#"5 #1 prints "from a task" to Stderr"#,
            r#"5 #0 prints "no end of line" to Stdout"#,
        ]
    );
}

#[test]
fn bytes_that_are_no_text_are_replaced() {
    let trace = run(|| async { stderr().write_all(b"\xff!\n").unwrap() });
    assert_eq!(prints(&trace), [r#"0 #0 prints "�!" to Stderr"#]);
}

#[test]
fn vectored_output_is_put_together() {
    let trace = run(|| async {
        let parts = [std::io::IoSlice::new(b"one "), std::io::IoSlice::new(b"line\n")];
        stderr().write_vectored(&parts).unwrap() as u64
    });
    assert_eq!(prints(&trace), [r#"0 #0 prints "one line" to Stderr"#]);
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
