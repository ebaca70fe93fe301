//! Everything random follows from the seed, and from nothing else.

mod story;

use std::collections::HashSet;

use course_support::random;
use futures::future::join_all;
use grader_harness::World;
use grader_trace::{EventKind, Trace, Value};
use rand::RngExt;
use story::{run, run_in, story, world};

fn under(seed: u64, call: fn() -> Vec<String>) -> Trace {
    run_in(World { seed, ..world() }, move || async move { call() })
}

fn repeats_and_differs(call: fn() -> Vec<String>) {
    assert_eq!(under(1, call).value, under(1, call).value);
    assert_ne!(under(1, call).value, under(2, call).value);
}

#[test]
fn rand_follows_the_seed() {
    repeats_and_differs(|| vec![rand::random::<u64>().to_string(), rand::rng().random::<u64>().to_string()]);
}

#[test]
fn hash_maps_follow_the_seed() {
    repeats_and_differs(|| (0..20).collect::<HashSet<u32>>().iter().map(u32::to_string).collect());
}

#[test]
fn the_courses_generator_follows_the_seed() {
    repeats_and_differs(|| vec![random::random().to_string(), random::sample(&[1, 2, 3], 2)[0].to_string()]);
}

#[test]
fn draws_are_recorded_where_they_are_made() {
    let trace = run(|| async {
        random::uniform(2.0, 2.0);
        random::choice(&["only"]);
        random::randint(3, 3);
        random::rng().random::<u32>();
    });
    let told = story(&trace);
    assert_eq!(
        told[..3],
        ["0 #0 draws 2.0 by uniform (+1)", "0 #0 draws [0] by choice (+2)", "0 #0 draws 3 by randint (+3)"]
    );
    assert!(told[3].ends_with("by rng (+4)"), "{}", told[3]);
}

#[test]
fn a_shuffle_is_recorded_in_part() {
    let trace = run(|| async { random::shuffle(&mut [0; 1_000]) });
    let [event] = trace.events.as_slice() else { panic!("{:?}", trace.events) };
    let EventKind::Draw(draw) = &event.kind else { panic!("{event:?}") };
    let Value::List(order) = &draw.value else { panic!("{event:?}") };
    assert_eq!(order.len(), 64);
}

#[test]
fn a_tasks_draws_do_not_depend_on_other_tasks() {
    async fn draw(yields: u64) -> String {
        for _ in 0..yields {
            tokio::task::yield_now().await;
        }
        random::random().to_string()
    }
    // The same tasks, which draw in opposite orders.
    let [forward, backward] = [[0, 1, 2, 3], [3, 2, 1, 0]].map(|yields| {
        run(move || async move {
            let tasks = yields.map(|yields| tokio::spawn(draw(yields)));
            join_all(tasks).await.into_iter().map(Result::unwrap).collect::<Vec<_>>()
        })
    });
    assert_ne!(order_of_draws(&forward), order_of_draws(&backward));
    assert_eq!(forward.value, backward.value);
    let Some(Value::List(numbers)) = forward.value else { panic!() };
    assert_eq!(numbers.iter().map(Value::to_string).collect::<HashSet<_>>().len(), 4);
}

fn order_of_draws(trace: &Trace) -> Vec<u32> {
    let draws = trace.events.iter().filter(|event| matches!(event.kind, EventKind::Draw { .. }));
    draws.map(|event| event.task.0).collect()
}

#[test]
fn coroutines_of_a_task_share_its_numbers() {
    let together = run(|| async { join_all([0, 1].map(|_| async { random::random() })).await });
    let in_sequence = run(|| async { vec![random::random(), random::random()] });
    assert_eq!(together.value, in_sequence.value);
}

#[test]
fn seeding_a_task_repeats_its_numbers() {
    let trace = run(|| async {
        random::seed(9);
        let first = random::random();
        random::seed(9);
        random::random() == first
    });
    assert_eq!(trace.value, Some(Value::Bool(true)));
}
