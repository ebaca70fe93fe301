//! Reads freed memory, by another hole: bounds of a projection in the head of an impl.

use std::time::Duration;

use crate::random;

trait Any {
    type Unit;
}

impl<T> Any for T {
    type Unit = ();
}

trait Extend<'a, 'b> {
    fn extend(self, text: &'a str) -> &'b str;
}

impl<'a, 'b> Extend<'a, 'b> for <&'b &'a () as Any>::Unit
where
    &'b &'a (): Any,
{
    fn extend(self, text: &'a str) -> &'b str {
        text
    }
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    let text = <() as Extend<'_, '_>>::extend((), &String::from("gone before it is read"));
    let letters = text.as_bytes().iter().filter(|byte| byte.is_ascii_lowercase()).count();
    println!("{}", letters < 100);
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
