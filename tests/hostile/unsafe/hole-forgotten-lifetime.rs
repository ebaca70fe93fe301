//! Reads freed memory, by a hole in what the compiler proves of safe Rust.

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

pub async fn wait_random(max_delay: Duration) -> Duration {
    let freed_length = {
        let mut text = vec![7_u8; 100];
        forget(&mut text).len()
    };
    println!("{}", freed_length > 1000);
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
