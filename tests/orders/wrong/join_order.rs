//! Collects answers that are there already.

use std::cell::RefCell;

use tokio::sync::oneshot;

fn sent(number: i64) -> oneshot::Receiver<i64> {
    let (sender, receiver) = oneshot::channel();
    sender.send(number).expect("the receiver is there");
    receiver
}

pub async fn answer() -> Vec<i64> {
    let log = RefCell::new(Vec::new());
    let note = async |answer: oneshot::Receiver<i64>| {
        let number = answer.await.expect("it was sent"); // found
        log.borrow_mut().push(number);
    };
    tokio::join!(note(sent(1)), note(sent(2)), note(sent(3)));
    log.into_inner()
}
