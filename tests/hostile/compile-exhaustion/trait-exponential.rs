//! Asks for a proof with exponentially many branches.

use std::time::Duration;

use crate::random;

trait Left {}
trait Right {}

struct S<T>(T);
struct Z;

impl<T> Left for S<T> where T: Left + Right, S<(T, u8)>: Sized {}
impl<T> Right for S<T> where T: Right + Left, (T, T): Both {}

trait Both {}
impl<A, B> Both for (A, B) where A: Left + Right, B: Left + Right {}

type N0 = S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<S<Z>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>;

fn need<T: Left + Right>() {}

pub async fn wait_random(max_delay: Duration) -> Duration {
    need::<N0>();
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
