//! Threads that no world knows. A file of its own: the origin of threads is the process's, and
//! other tests draw on threads of their own.

use course_support::random;
use course_support::world::{self, Stream};

#[test]
fn threads_descend_from_the_worlds_stream() {
    let draw = || std::thread::spawn(random::random).join().unwrap();
    let mut drawn = Vec::new();
    for _ in 0..2 {
        world::adopt_threads(Some(Stream::from_seed(5).of_threads()));
        drawn.push([draw(), draw()]);
    }
    world::adopt_threads(None);
    assert_eq!(drawn[0], drawn[1]);
    assert_ne!(drawn[0][0], drawn[0][1]);
    assert_ne!(draw(), draw());
}
