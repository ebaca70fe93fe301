use super::*;

/// Function body, and each change in it with what becomes of its line.
type Row = (&'static str, &'static [(Change, &'static str)]);

use Change::{
    Arithmetic, Blocks, Comparison, LeftOut, NoTimeout, NotAwaited, NotSpawned, Number, Sequence, StartOrder,
    Swapped, Text, Value,
};

#[rustfmt::skip]
const BODIES: &[Row] = &[
    ("let _ = sleep(d).await;", &[
        (NotAwaited, "let _ = sleep(d);"),
        (Blocks, "let _ = std::thread::sleep(d);"),
    ]),
    ("let all = join_all(waits).await;", &[
        (Sequence, "let all = async { let mut results = Vec::new(); for one in waits { results.push(one.await); } results }.await;"),
        (NotAwaited, "let all = join_all(waits);"),
    ]),
    ("let both = tokio::join!(one(), other());", &[(Sequence, "let both = ((one()).await, (other()).await,);")]),
    ("let one = tokio::spawn(f());", &[
        (NotSpawned, "let one = async move { Ok::<_, tokio::task::JoinError>((f()).await) };"),
        (Sequence, "let one = tokio::spawn(std::future::ready((f()).await));"),
    ]),
    ("let one = std::thread::spawn(f);", &[]),
    ("let one = spawn_blocking(f);", &[(Blocks, "let one = tokio::spawn(async move { (f)() });")]),
    ("let one = timeout(d, f());", &[
        (NoTimeout, "let one = async { Ok::<_, tokio::time::error::Elapsed>((f()).await) };"),
        (Swapped, "let one = timeout(f(), d);"),
    ]),
    ("let all: FuturesUnordered<_> = waits.collect();", &[
        (StartOrder, "let all: futures::stream::FuturesOrdered<_> = waits.collect();"),
        (Sequence, "let all: FuturesUnordered<_> = { let mut done = Vec::new(); for one in waits { done.push(std::future::ready(one.await)); } done.into_iter().collect() };"),
    ]),
    ("let all = FuturesUnordered::new();", &[(StartOrder, "let all = futures::stream::FuturesOrdered::new();")]),
    ("let all = waits.buffer_unordered(n);", &[
        (StartOrder, "let all = waits.buffered(n);"),
        (Sequence, "let all = waits.buffer_unordered(1);"),
    ]),
    ("set.spawn(f());", &[
        (LeftOut, ""),
        (Sequence, "set.spawn(std::future::ready((f()).await));"),
    ]),
    ("let x = 0x0Fu8 + y;", &[
        (Number, "let x = 16u8 + y;"),
        (Number, "let x = 14u8 + y;"),
        (Arithmetic, "let x = 0x0Fu8 - y;"),
    ]),
    ("let x = [0.0, 2.5];", &[
        (Number, "let x = [1.0, 2.5];"),
        (Number, "let x = [0.0, 3.5];"),
        (Number, "let x = [0.0, 1.5];"),
    ]),
    ("let x = y..=z;", &[(Number, "let x = y..z;")]),
    ("let x = y < z && true;", &[
        (Comparison, "let x = y <= z && true;"),
        (Comparison, "let x = y < z || true;"),
        (Comparison, "let x = y < z && false;"),
    ]),
    ("let x = Vec::<u8>::with_capacity(3);", &[]),
    ("assert_eq!(1, 1);", &[]),
    ("let _guard = lock();", &[(LeftOut, "")]),
    ("let x = y.check()?;", &[(LeftOut, "let x = y;")]),
    ("loop { break; }", &[]),
    ("println!(\"one {x}\");", &[(LeftOut, ""), (Text, "println!(\"one {x}!\");")]),
];

/// In whatever order.
fn changes(source: &str) -> BTreeSet<(Change, String)> {
    mutants(source).unwrap().into_iter().map(|mutant| (mutant.change, mutant.after)).collect()
}

fn expected(changes: &[(Change, &str)]) -> BTreeSet<(Change, String)> {
    changes.iter().map(|(change, after)| (*change, (*after).to_owned())).collect()
}

#[test]
fn each_mistake_is_made_where_it_can_be() {
    for (body, made) in BODIES {
        assert_eq!(changes(&format!("async fn f() {{\n    {body}\n}}\n")), expected(made), "{body}");
    }
}

/// A function and what becomes of its last line but one.
#[rustfmt::skip]
const FUNCTIONS: &[Row] = &[
    ("fn f(n: usize) -> u8 {\n    g(n)\n}", &[
        (Value, "Default::default()"),
        (Value, "{ let value: u8 = g(n); value.wrapping_add(1) }"),
        (Number, "g((n + 1))"),
        (Number, "g(n.saturating_sub(1))"),
    ]),
    ("fn f(max: Duration) -> Vec<Duration> {\n    g(max)\n}", &[
        (Value, "Default::default()"),
        (Value, "{ let mut value: Vec<Duration> = g(max); value.reverse(); value }"),
        (Value, "{ let mut value: Vec<Duration> = g(max); value.pop(); value }"),
        (Number, "g((max * 2))"),
        (Number, "g((max / 2))"),
    ]),
    ("fn f() -> Result<u8, E> {\n    g()\n}", &[(Value, "Ok(Default::default())")]),
    ("fn f() -> JoinHandle<u8> {\n    g()\n}", &[]),
    ("fn f() -> bool {\n    return g();\n}", &[(LeftOut, ""), (Value, "return Default::default();")]),
    ("fn f() -> bool {\n    |x| return g(x)\n}", &[
        (Value, "Default::default()"),
        (Value, "{ let value: bool = |x| return g(x); !value }"),
    ]),
    ("#[cfg(test)]\nmod tests {\n    const N: u8 = 1;\n}", &[]),
    ("#[repeat(3)]\nstruct S([u8; 3]);", &[]),
];

#[test]
fn what_a_function_returns_depends_on_its_type() {
    for (source, made) in FUNCTIONS {
        assert_eq!(changes(source), expected(made), "{source}");
    }
}

#[test]
fn nothing_but_the_place_is_changed() {
    let source = "\u{feff}// Größe: 1\nfn f() {\n    g(1,\n        2); // é 1\n}\n";
    let mutants = mutants(source).unwrap();
    let more = mutants.iter().find(|mutant| mutant.after == "g(2,").unwrap();
    assert_eq!((more.line, more.before.as_str()), (3, "g(1,"), "{more:?}");
    assert_eq!(more.source, "// Größe: 1\nfn f() {\n    g(2,\n        2); // é 1\n}\n");
}

#[test]
fn what_is_no_rust_is_told() {
    assert!(mutants("fn f( {").is_err());
}
