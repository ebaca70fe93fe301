//! Mistakes with waiting: not awaited, one after another, in the wrong order, blocking, not spawned,
//! without a limit.

use syn::punctuated::Punctuated;
use syn::spanned::Spanned;

use super::Change;
use super::visit::{Finder, last_name, macro_name};

type Arguments = Punctuated<syn::Expr, syn::Token![,]>;

/// What gives results in the order in which futures end, and what does in the order of their start.
const BY_END: &str = "FuturesUnordered";
const BY_START: &str = "FuturesOrdered";

pub(super) fn of_await(finder: &mut Finder<'_>, expr: &syn::ExprAwait) {
    let (base, all) = (expr.base.span().byte_range(), expr.span().byte_range());
    finder.replace_range(Change::NotAwaited, base.end..all.end, "");
    let syn::Expr::Call(call) = &*expr.base else { return };
    if last_name(&call.func).as_deref() == Some("sleep") && call.args.len() == 1 {
        let blocking = format!("std::thread::sleep({})", finder.text(&call.args));
        finder.replace(Change::Blocks, expr, blocking);
    }
}

pub(super) fn of_call(finder: &mut Finder<'_>, call: &syn::ExprCall, name: &str) {
    let arguments: Vec<_> = call.args.iter().map(|argument| finder.text(argument)).collect();
    match (name, arguments.as_slice()) {
        ("join_all", [all]) => {
            let one = "results.push(one.await);";
            finder.replace(Change::Sequence, call, in_turn(all, one, "results"));
        }
        ("try_join_all", [all]) => {
            let one = "match one.await { Ok(one) => results.push(one), Err(error) => return Err(error) }";
            finder.replace(Change::Sequence, call, in_turn(all, one, "Ok(results)"));
        }
        ("spawn" | "spawn_local", [future]) if !finder.text(&call.func).contains("thread") => {
            // Awaited where the task was, and begun where it was spawned.
            finder.replace(Change::NotSpawned, call, unspawned(future));
            finder.replace(Change::Sequence, &call.args, awaited_first(future));
        }
        ("spawn_blocking", [function]) => {
            finder.replace(Change::Blocks, call, format!("tokio::spawn(async move {{ ({function})() }})"));
        }
        ("timeout", [_, future]) => {
            let endless = format!("async {{ Ok::<_, tokio::time::error::Elapsed>(({future}).await) }}");
            finder.replace(Change::NoTimeout, call, endless);
        }
        _ => {}
    }
}

pub(super) fn of_method(finder: &mut Finder<'_>, call: &syn::ExprMethodCall, name: &str) {
    let first = call.args.first();
    match (name, first) {
        // Of a list, a set of tasks or of futures.
        ("push" | "push_back" | "spawn" | "spawn_local", Some(future)) if call.args.len() == 1 => {
            let awaited = awaited_first(finder.text(future));
            finder.replace(Change::Sequence, future, awaited);
        }
        ("collect", None) => {
            let end = call.receiver.span().byte_range().end;
            let whole = call.span().byte_range();
            let all = finder.text(&call.receiver);
            let collected = &finder.text(call)[end - whole.start..];
            let turns = format!("for one in {all} {{ done.push(std::future::ready(one.await)); }}");
            let text = format!("{{ let mut done = Vec::new(); {turns} done.into_iter(){collected} }}");
            finder.replace(Change::Sequence, call, text);
        }
        (
            "buffer_unordered"
            | "buffered"
            | "try_buffer_unordered"
            | "try_buffered"
            | "for_each_concurrent"
            | "try_for_each_concurrent",
            Some(at_once),
        ) => finder.replace(Change::Sequence, at_once, "1"),
        _ => {}
    }
    for ty in call.turbofish.iter().flat_map(|turbofish| &turbofish.args) {
        if let syn::GenericArgument::Type(ty) = ty {
            of_type(finder, ty);
        }
    }
    if matches!(name, "buffer_unordered" | "try_buffer_unordered") {
        finder.replace(Change::StartOrder, &call.method, name.replace("buffer_unordered", "buffered"));
    }
}

pub(super) fn of_macro(finder: &mut Finder<'_>, call: &syn::Macro, arguments: &Arguments) {
    if macro_name(call) == "join" {
        let each: String =
            arguments.iter().map(|future| format!("({}).await, ", finder.text(future))).collect();
        finder.replace(Change::Sequence, call, format!("({})", each.trim_end()));
    }
}

/// A collection of futures that is made by name: `FuturesUnordered::new`.
pub(super) fn of_path(finder: &mut Finder<'_>, path: &syn::ExprPath) {
    of_names(finder, &path.path);
}

/// A collection of futures that a variable or a result is said to be.
pub(super) fn of_type(finder: &mut Finder<'_>, ty: &syn::Type) {
    if let syn::Type::Path(path) = ty {
        of_names(finder, &path.path);
    }
}

fn of_names(finder: &mut Finder<'_>, path: &syn::Path) {
    let Some(name) = path.segments.iter().map(|segment| &segment.ident).find(|name| *name == BY_END) else {
        return;
    };
    let is_imported = path.segments.first().is_some_and(|first| first.ident == BY_END);
    let other = if is_imported { format!("futures::stream::{BY_START}") } else { BY_START.to_owned() };
    finder.replace(Change::StartOrder, name, other);
}

/// A future that awaits some one after another.
fn in_turn(all: &str, one: &str, results: &str) -> String {
    format!("async {{ let mut results = Vec::new(); for one in {all} {{ {one} }} {results} }}")
}

/// What gives the same as the handle of a task, and does nothing until it is awaited.
fn unspawned(future: &str) -> String {
    format!("async move {{ Ok::<_, tokio::task::JoinError>(({future}).await) }}")
}

/// A future that is over before it is put anywhere.
fn awaited_first(future: &str) -> String {
    format!("std::future::ready(({future}).await)")
}
