//! The Rust in a course: calls and types, as far as their syntax and names tell.
//!
//! Whether a call fits the functions of an exercise is the compiler's to say.

use std::collections::HashSet;
use std::ops::Range;

use proc_macro2::{TokenStream, TokenTree};
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Expr, Ident, Path, Token};

use super::nearest::did_you_mean;
use super::table::{Item, quoted};

/// Bytes of a call or a type.
const LONGEST: usize = 1_000;

/// The largest [`depth`]: syn takes up to 44 KiB of stack for each in a debug build, and an
/// author's slip must not overflow the 2 MiB of a thread.
const DEEPEST: usize = 32;

/// Crates that a call may name besides the modules of its exercises.
const CRATES: &[&str] = &["std", "core", "tokio", "futures", "rand"];

/// Paths into types that begin with a small letter, such as `u64::MAX`.
const PRIMITIVES: &[&str] = &[
    "bool", "char", "str", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32",
    "u64", "u128", "usize",
];

/// Functions that are always in scope.
const FUNCTIONS: &[&str] = &["drop"];

/// What a call may name.
pub(crate) struct Scope<'a> {
    /// Names of the scenario's inputs.
    pub(crate) inputs: Vec<&'a str>,
    /// The exercise and those that it uses.
    pub(crate) modules: Vec<&'a str>,
    /// All exercises of the course.
    pub(crate) exercises: &'a [&'a str],
    /// Whether it is a call, which takes inputs, and not code that is only compiled.
    pub(crate) is_call: bool,
}

impl Scope<'_> {
    /// What names them, as the subject of a sentence.
    fn what(&self) -> &'static str {
        if self.is_call { "The call" } else { "The code" }
    }
}

/// The expression of a `call`.
pub(crate) fn read_call(item: &Item<'_>, scope: &Scope<'_>) -> Option<String> {
    let text = item.words()?;
    let call: Expr = parse(item, text, "a Rust expression")?;
    if has_no_value(&call) {
        item.report("`call` must have a value, and this has none.", "Call a function of the exercise.");
        return None;
    }
    let mut names = Names::default();
    names.visit_expr(&call);
    if names.report(item, scope) {
        report_unused(item, text, scope);
    }
    Some(text.to_owned())
}

/// The statements of a piece of code that is only compiled.
pub(crate) fn read_code(item: &Item<'_>, scope: &Scope<'_>) -> Option<String> {
    let text = item.words()?;
    let code: Statements = parse(item, text, "Rust statements")?;
    let mut names = Names::default();
    code.0.iter().for_each(|statement| names.visit_stmt(statement));
    names.report(item, scope);
    Some(text.to_owned())
}

struct Statements(Vec<syn::Stmt>);

impl Parse for Statements {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        input.call(syn::Block::parse_within).map(Self)
    }
}

/// What the parser takes for an expression, and nothing could be assigned from.
fn has_no_value(call: &Expr) -> bool {
    use Expr::{Break, Continue, Let, Return, Verbatim, Yield};
    matches!(call, Break(_) | Continue(_) | Let(_) | Return(_) | Verbatim(_) | Yield(_))
}

/// A Rust type.
pub(crate) fn read_type(item: &Item<'_>) -> Option<String> {
    let text = item.words()?;
    let ty: syn::Type = parse(item, text, "a Rust type")?;
    if matches!(ty, syn::Type::Infer(_) | syn::Type::ImplTrait(_)) {
        item.report(format!("`{}` must be a type in full.", item.key), "Write it like \"Vec<Duration>\".");
        return None;
    }
    Some(text.to_owned())
}

fn parse<T: Parse>(item: &Item<'_>, text: &str, wanted: &str) -> Option<T> {
    if text.len() > LONGEST || text.parse().is_ok_and(|tokens| depth(tokens) > DEEPEST) {
        item.report(format!("`{}` is too long or too nested.", item.key), "Write it more simply.");
        return None;
    }
    match syn::parse_str(text) {
        Ok(parsed) => Some(parsed),
        Err(error) => {
            let message = format!("`{}` must be {wanted}, and this is none.", item.key);
            item.report_part(within(text, error.span()), message, format!("The parser says: {error}."));
            None
        }
    }
}

/// Bytes of a text that syn parsed. At the end of a text it points at nothing, hence at all.
fn within(text: &str, span: proc_macro2::Span) -> Range<usize> {
    let bytes = span.byte_range();
    if bytes.is_empty() { 0..text.len() } else { bytes }
}

/// How deeply syn may recurse over tokens, at most. Within a statement every operator, keyword
/// and bracket can lie inside the one before it (`if if if`, `!!!`, `A<A<A<`); of groups one
/// after another only the deepest counts. Names, literals and what joins them open nothing.
fn depth(tokens: TokenStream) -> usize {
    let (mut deepest, mut open, mut group) = (0, 0, 0);
    for token in tokens {
        match token {
            TokenTree::Group(inner) => group = group.max(1 + depth(inner.stream())),
            TokenTree::Punct(mark) => match mark.as_char() {
                ';' => (open, group) = (0, 0),
                '.' | ',' | ':' | '>' => {}
                _ => open += 1,
            },
            TokenTree::Ident(name) => {
                open += usize::from(syn::parse2::<Ident>(TokenTree::from(name).into()).is_err());
            }
            TokenTree::Literal(_) => {}
        }
        deepest = deepest.max(open + group);
    }
    deepest
}

/// An input that the call does not take only multiplies its cases. Strings count as well:
/// `format!("{n}")`.
fn report_unused(item: &Item<'_>, text: &str, scope: &Scope<'_>) {
    let words: HashSet<&str> = text.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    for input in scope.inputs.iter().filter(|input| !words.contains(*input)) {
        item.report(format!("The call does not take the input `{input}`."), "Use the input or remove it.");
    }
}

/// The names that an expression refers to and those that it binds itself.
#[derive(Default)]
struct Names {
    /// The first name of each path, whether more follows, and where it stands.
    paths: Vec<(String, bool, proc_macro2::Span)>,
    bound: HashSet<String>,
}

impl Names {
    fn refer(&mut self, path: &Path) {
        if let Some(first) = path.segments.first() {
            self.paths.push((first.ident.to_string(), path.segments.len() > 1, first.ident.span()));
        }
    }

    /// Reports what is not in scope, and tells whether all is.
    fn report(&self, item: &Item<'_>, scope: &Scope<'_>) -> bool {
        let text = item.value.as_str().unwrap_or_default().trim();
        let mut all_known = true;
        for (name, leads_on, span) in &self.paths {
            let span = within(text, *span);
            // `Duration`, `Some`: types and constants are the compiler's to find.
            if name.starts_with(char::is_uppercase) || self.is_known(name, *leads_on, scope) {
                continue;
            }
            all_known = false;
            if *leads_on {
                report_module(item, span, name, scope);
            } else {
                report_variable(item, span, name, scope);
            }
        }
        all_known
    }

    /// Whether a path may begin with a name; `leads_on` if more follows.
    fn is_known(&self, name: &str, leads_on: bool, scope: &Scope<'_>) -> bool {
        let known: &[&[&str]] =
            if leads_on { &[&scope.modules, CRATES, PRIMITIVES] } else { &[&scope.inputs, FUNCTIONS] };
        self.bound.contains(name) || known.iter().any(|names| names.contains(&name))
    }
}

fn report_module(item: &Item<'_>, span: Range<usize>, name: &str, scope: &Scope<'_>) {
    let help = if scope.exercises.contains(&name) {
        format!("Add \"{name}\" to the `uses` of this exercise.")
    } else {
        let names = [scope.modules.as_slice(), CRATES].concat();
        did_you_mean(name, &names)
            .unwrap_or_else(|| format!("{} can name {}.", scope.what(), quoted(names.iter().copied())))
    };
    item.report_part(span, format!("{} cannot name a module `{name}`.", scope.what()), help);
}

fn report_variable(item: &Item<'_>, span: Range<usize>, name: &str, scope: &Scope<'_>) {
    if !scope.is_call {
        let help = "Define it in the code, or write the module of a function: `module::name`.";
        return item.report_part(span, format!("The code has no `{name}`."), help);
    }
    let help = did_you_mean(name, &scope.inputs).unwrap_or_else(|| {
        "Add it to `inputs`, or write the module of a function: `module::name`.".to_owned()
    });
    item.report_part(span, format!("There is no input `{name}`."), help);
}

impl<'ast> Visit<'ast> for Names {
    fn visit_expr_path(&mut self, path: &'ast syn::ExprPath) {
        if path.qself.is_none() {
            self.refer(&path.path);
        }
    }

    fn visit_expr_struct(&mut self, expression: &'ast syn::ExprStruct) {
        self.refer(&expression.path);
        visit::visit_expr_struct(self, expression);
    }

    fn visit_pat_ident(&mut self, pattern: &'ast syn::PatIdent) {
        self.bound.insert(pattern.ident.to_string());
        visit::visit_pat_ident(self, pattern);
    }

    fn visit_use_name(&mut self, name: &'ast syn::UseName) {
        self.bound.insert(name.ident.to_string());
    }

    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.bound.insert(function.sig.ident.to_string());
        visit::visit_item_fn(self, function);
    }

    /// Of macros only those that take expressions can be read: `vec![…]`, `tokio::join!(…)`.
    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        if call.path.segments.len() > 1 {
            self.refer(&call.path);
        }
        let arguments = Punctuated::<Expr, Token![,]>::parse_terminated.parse2(call.tokens.clone());
        for argument in arguments.into_iter().flatten() {
            self.visit_expr(&argument);
        }
    }
}

/// Whether a call names something in a module.
pub(crate) fn names_module(call: &str, module: &str) -> bool {
    let Ok(call) = syn::parse_str::<Expr>(call) else { return false };
    let mut names = Names::default();
    names.visit_expr(&call);
    names.paths.iter().any(|(name, leads_on, _)| *leads_on && name == module)
}

/// The module of a function that is written like `basic_wait::wait_random`.
pub(crate) fn module_of(function: &str) -> Option<&str> {
    let (module, rest) = function.split_once("::")?;
    let is_path = |path: &str| path.split("::").all(|name| syn::parse_str::<Ident>(name).is_ok());
    (is_path(module) && is_path(rest)).then_some(module)
}
