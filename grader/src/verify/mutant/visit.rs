//! Goes through the syntax of a file and has each place looked at by those who know its mistakes.

use std::collections::BTreeMap;
use std::ops::Range;

use proc_macro2::TokenStream;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use super::values::Returned;
use super::{Change, Edit, numbers, parts, values, waits};

/// Collects the changes that can be made in a file.
pub(super) struct Finder<'s> {
    source: &'s str,
    pub(super) edits: Vec<Edit>,
    /// The functions around the place, the innermost last.
    functions: Vec<Function>,
}

/// What is known inside of a function.
#[derive(Debug, Clone, Default)]
struct Function {
    parameters: BTreeMap<String, Parameter>,
    returned: Option<Returned>,
}

/// What a parameter is, as far as it can be made another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parameter {
    /// A whole number.
    Whole,
    /// A `Duration`.
    Time,
}

impl<'s> Finder<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        Self { source, edits: Vec::new(), functions: Vec::new() }
    }

    /// The text of a piece of syntax.
    pub(super) fn text(&self, node: &impl Spanned) -> &'s str {
        &self.source[node.span().byte_range()]
    }

    /// Replaces a piece of syntax.
    pub(super) fn replace(&mut self, change: Change, node: &impl Spanned, text: impl Into<String>) {
        self.replace_range(change, node.span().byte_range(), text);
    }

    /// Replaces a piece of the text.
    pub(super) fn replace_range(&mut self, change: Change, range: Range<usize>, text: impl Into<String>) {
        self.edits.push(Edit { change, range, text: text.into() });
    }

    /// What a variable is, if it is a parameter.
    pub(super) fn parameter(&self, variable: &syn::ExprPath) -> Option<Parameter> {
        self.functions.last()?.parameters.get(&variable.path.get_ident()?.to_string()).copied()
    }

    /// What the function around the place returns.
    pub(super) fn returned(&self) -> Option<Returned> {
        self.functions.last()?.returned
    }

    fn inside(&mut self, function: Function, look: impl FnOnce(&mut Self)) {
        self.functions.push(function);
        look(self);
        self.functions.pop();
    }

    fn function(&mut self, signature: &syn::Signature, body: &syn::Block, look: impl FnOnce(&mut Self)) {
        let parameters = signature.inputs.iter().filter_map(parameter).collect();
        let returned = values::returned(&signature.output);
        self.inside(Function { parameters, returned }, |finder| {
            values::of_body(finder, &signature.output, body);
            look(finder);
        });
    }

    /// A block or closure in a function: it knows its variables, and returns something else.
    fn within(&mut self, look: impl FnOnce(&mut Self)) {
        let around = self.functions.last().cloned().unwrap_or_default();
        self.inside(Function { returned: None, ..around }, look);
    }

    /// What a macro is given, if these are expressions between commas.
    fn arguments(&mut self, call: &syn::Macro) {
        let parse = Punctuated::<syn::Expr, syn::Token![,]>::parse_terminated;
        let Ok(arguments) = call.parse_body_with(parse) else { return };
        waits::of_macro(self, call, &arguments);
        values::of_macro(self, call, &arguments);
        arguments.iter().for_each(|argument| Visit::visit_expr(self, argument));
    }
}

fn parameter(input: &syn::FnArg) -> Option<(String, Parameter)> {
    let syn::FnArg::Typed(input) = input else { return None };
    let syn::Pat::Ident(name) = &*input.pat else { return None };
    let parameter = match values::of_type(&input.ty)? {
        Returned::Whole => Parameter::Whole,
        Returned::Time => Parameter::Time,
        _ => return None,
    };
    Some((name.ident.to_string(), parameter))
}

/// The last name of a path, such as `sleep` of `tokio::time::sleep`.
pub(super) fn last_name(expr: &syn::Expr) -> Option<String> {
    let syn::Expr::Path(path) = expr else { return None };
    Some(path.path.segments.last()?.ident.to_string())
}

/// The last name of a macro's path.
pub(super) fn macro_name(call: &syn::Macro) -> String {
    call.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default()
}

/// What only says what must be true, or how much memory to take, is no part of what a file does.
fn does_nothing(name: &str) -> bool {
    name.contains("assert") || matches!(name, "panic" | "unreachable" | "with_capacity" | "reserve")
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}

    fn visit_type(&mut self, _: &'ast syn::Type) {}

    fn visit_token_stream(&mut self, _: &'ast TokenStream) {}

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if !item.attrs.iter().any(|attribute| attribute.path().is_ident("cfg")) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.function(&item.sig, &item.block, |finder| visit::visit_item_fn(finder, item));
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.function(&item.sig, &item.block, |finder| visit::visit_impl_item_fn(finder, item));
    }

    fn visit_expr_closure(&mut self, expr: &'ast syn::ExprClosure) {
        self.within(|finder| visit::visit_expr_closure(finder, expr));
    }

    fn visit_expr_async(&mut self, expr: &'ast syn::ExprAsync) {
        self.within(|finder| visit::visit_expr_async(finder, expr));
    }

    fn visit_block(&mut self, block: &'ast syn::Block) {
        parts::of_block(self, block);
        visit::visit_block(self, block);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        if !does_nothing(&macro_name(call)) {
            self.arguments(call);
        }
    }

    fn visit_expr_await(&mut self, expr: &'ast syn::ExprAwait) {
        waits::of_await(self, expr);
        visit::visit_expr_await(self, expr);
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        let name = last_name(&call.func).unwrap_or_default();
        if does_nothing(&name) {
            return;
        }
        waits::of_call(self, call, &name);
        parts::of_arguments(self, &call.args);
        visit::visit_expr_call(self, call);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        let name = call.method.to_string();
        if does_nothing(&name) {
            return self.visit_expr(&call.receiver);
        }
        waits::of_method(self, call, &name);
        parts::of_arguments(self, &call.args);
        visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_try(&mut self, expr: &'ast syn::ExprTry) {
        parts::of_try(self, expr);
        visit::visit_expr_try(self, expr);
    }

    fn visit_expr_return(&mut self, expr: &'ast syn::ExprReturn) {
        values::of_return(self, expr);
        visit::visit_expr_return(self, expr);
    }

    fn visit_expr_path(&mut self, path: &'ast syn::ExprPath) {
        numbers::of_variable(self, path);
        waits::of_path(self, path);
    }

    fn visit_expr_lit(&mut self, expr: &'ast syn::ExprLit) {
        numbers::of_literal(self, expr);
    }

    fn visit_expr_range(&mut self, expr: &'ast syn::ExprRange) {
        numbers::of_range(self, expr);
        visit::visit_expr_range(self, expr);
    }

    fn visit_expr_binary(&mut self, expr: &'ast syn::ExprBinary) {
        numbers::of_operator(self, expr);
        visit::visit_expr_binary(self, expr);
    }
}
