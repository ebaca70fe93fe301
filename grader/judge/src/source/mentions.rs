//! Collects what a file mentions and what it defines, from syntax and from macro tokens.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use proc_macro2::{Ident, TokenStream};
use syn::ext::IdentExt;
use syn::visit::{self, Visit};

/// A place where a name is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mention {
    /// Without `r#`.
    pub(crate) name: String,
    pub(crate) kind: Kind,
    /// Counted from 1.
    pub(crate) line: u32,
}

/// How a name is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// In an expression, a type or a pattern, as a path; with the path's first segment if
    /// that is another one.
    Path { first: Option<String> },
    /// In a `use` item, likewise.
    Import { first: Option<String> },
    /// As a method: `.name(…)` or `<Type>::name`.
    Method,
}

/// What a file defines itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Defined {
    /// Free functions, and the lines from the first to the last of each; no lines where only the
    /// tokens of a macro tell of it.
    pub(crate) functions: BTreeMap<String, Option<RangeInclusive<u32>>>,
    /// Functions of `impl` and `trait`.
    pub(crate) methods: BTreeSet<String>,
    /// Types, traits, constants, modules, macros.
    pub(crate) items: BTreeSet<String>,
    /// What other files of the same crate define.
    pub(crate) imported: BTreeSet<String>,
    /// Variables and parameters.
    pub(crate) variables: BTreeSet<String>,
}

/// All that is read off a file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Collected {
    pub(crate) mentions: Vec<Mention>,
    pub(crate) defined: Defined,
    /// The original and the new name of `use … as …`.
    pub(crate) aliases: Vec<(String, String)>,
    /// The first lines of those `loop`s and `while`s in which nothing is awaited.
    pub(crate) busy_loops: Vec<u32>,
    /// The lines of `static`s.
    pub(crate) statics: Vec<u32>,
    /// The lines in which a loop over something awaits what it is at: `for one in all { one.await }`.
    pub(crate) awaited_in_turn: Vec<u32>,
    /// Whether a loop awaits anything, other than in a block that is `async` itself.
    pub(crate) awaits_in_loop: bool,
}

impl Collected {
    pub(crate) fn mention(&mut self, name: &Ident, kind: Kind) {
        let line = super::line(name.span());
        self.mentions.push(Mention { name: plain(name), kind, line });
    }

    fn enter_loop(&mut self, keyword: proc_macro2::Span, body: &syn::Block) {
        self.awaits_in_loop |= !Direct::of(body).is_empty();
        if !awaits(|finder| finder.visit_block(body)) {
            self.busy_loops.push(super::line(keyword));
        }
    }

    fn import(&mut self, tree: &syn::UseTree, first: Option<&str>) {
        let import = |first: Option<&str>| Kind::Import { first: first.map(str::to_owned) };
        match tree {
            syn::UseTree::Path(path) => {
                self.mention(&path.ident, import(first));
                let name = plain(&path.ident);
                self.import(&path.tree, Some(first.unwrap_or(&name)));
            }
            syn::UseTree::Name(name) => {
                self.mention(&name.ident, import(first));
                // What another file of the student's defines is no library's.
                if first == Some("crate") {
                    self.defined.imported.insert(plain(&name.ident));
                }
            }
            syn::UseTree::Rename(rename) => {
                self.mention(&rename.ident, import(first));
                self.aliases.push((plain(&rename.ident), plain(&rename.rename)));
            }
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| self.import(tree, first)),
            syn::UseTree::Glob(_) => {}
        }
    }
}

/// A name without `r#`.
pub(crate) fn plain(name: &Ident) -> String {
    name.unraw().to_string()
}

impl<'ast> Visit<'ast> for Collected {
    /// Attributes configure; they use nothing.
    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}

    /// What a macro is given, and what syntax is too new to be known.
    fn visit_token_stream(&mut self, tokens: &'ast TokenStream) {
        super::tokens::scan(tokens, self);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let first = path.segments.first().map(|segment| plain(&segment.ident));
        for (index, segment) in path.segments.iter().enumerate() {
            let first = first.clone().filter(|_| index > 0);
            self.mention(&segment.ident, Kind::Path { first });
        }
        visit::visit_path(self, path);
    }

    /// `<[T]>::sort(…)` is `.sort(…)` written out.
    fn visit_expr_path(&mut self, expr: &'ast syn::ExprPath) {
        let Some(qself) = &expr.qself else { return visit::visit_expr_path(self, expr) };
        self.visit_qself(qself);
        for (index, segment) in expr.path.segments.iter().enumerate() {
            let of_trait = index < qself.position;
            self.mention(&segment.ident, if of_trait { Kind::Path { first: None } } else { Kind::Method });
            self.visit_path_arguments(&segment.arguments);
        }
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        self.mention(&call.method, Kind::Method);
        visit::visit_expr_method_call(self, call);
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.import(&item.tree, None);
    }

    fn visit_expr_loop(&mut self, expr: &'ast syn::ExprLoop) {
        self.enter_loop(expr.loop_token.span, &expr.body);
        visit::visit_expr_loop(self, expr);
    }

    fn visit_expr_while(&mut self, expr: &'ast syn::ExprWhile) {
        if !awaits(|finder| finder.visit_expr(&expr.cond)) {
            self.enter_loop(expr.while_token.span, &expr.body);
        }
        visit::visit_expr_while(self, expr);
    }

    fn visit_expr_for_loop(&mut self, expr: &'ast syn::ExprForLoop) {
        let awaited = Direct::of(&expr.body);
        self.awaits_in_loop |= !awaited.is_empty();
        if let syn::Pat::Ident(one) = &*expr.pat {
            let of_loop = awaited.iter().filter(|(base, _)| base.as_deref() == Some(&plain(&one.ident)));
            self.awaited_in_turn.extend(of_loop.map(|(_, line)| *line));
        }
        visit::visit_expr_for_loop(self, expr);
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        let lines = super::line(item.sig.fn_token.span)..=super::line(item.block.brace_token.span.close());
        self.defined.functions.insert(plain(&item.sig.ident), Some(lines));
        visit::visit_item_fn(self, item);
    }

    fn visit_item_static(&mut self, item: &'ast syn::ItemStatic) {
        self.statics.push(super::line(item.static_token.span));
        visit::visit_item_static(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.defined.methods.insert(plain(&item.sig.ident));
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        self.defined.methods.insert(plain(&item.sig.ident));
        visit::visit_trait_item_fn(self, item);
    }

    fn visit_item(&mut self, item: &'ast syn::Item) {
        // A student's own tests are not part of the answer.
        if attributes(item).iter().any(is_cfg_test) {
            return;
        }
        let name = match item {
            syn::Item::Const(item) => Some(&item.ident),
            syn::Item::Enum(item) => Some(&item.ident),
            syn::Item::Macro(item) => item.ident.as_ref(),
            syn::Item::Mod(item) => Some(&item.ident),
            syn::Item::Static(item) => Some(&item.ident),
            syn::Item::Struct(item) => Some(&item.ident),
            syn::Item::Trait(item) => Some(&item.ident),
            syn::Item::TraitAlias(item) => Some(&item.ident),
            syn::Item::Type(item) => Some(&item.ident),
            syn::Item::Union(item) => Some(&item.ident),
            _ => None,
        };
        self.defined.items.extend(name.map(plain));
        visit::visit_item(self, item);
    }

    fn visit_variant(&mut self, variant: &'ast syn::Variant) {
        self.defined.items.insert(plain(&variant.ident));
        visit::visit_variant(self, variant);
    }

    fn visit_type_param(&mut self, param: &'ast syn::TypeParam) {
        self.defined.items.insert(plain(&param.ident));
        visit::visit_type_param(self, param);
    }

    fn visit_pat_ident(&mut self, pattern: &'ast syn::PatIdent) {
        self.defined.variables.insert(plain(&pattern.ident));
        visit::visit_pat_ident(self, pattern);
    }
}

/// What a block awaits itself: the variable, if it is one, and the line.
#[derive(Default)]
struct Direct(Vec<(Option<String>, u32)>);

impl Direct {
    fn of(block: &syn::Block) -> Vec<(Option<String>, u32)> {
        let mut found = Self::default();
        found.visit_block(block);
        found.0
    }
}

impl<'ast> Visit<'ast> for Direct {
    fn visit_expr_await(&mut self, expr: &'ast syn::ExprAwait) {
        let variable = match &*expr.base {
            syn::Expr::Path(path) => path.path.get_ident().map(plain),
            _ => None,
        };
        self.0.push((variable, super::line(expr.await_token.span)));
        visit::visit_expr_await(self, expr);
    }

    fn visit_expr_async(&mut self, _: &'ast syn::ExprAsync) {}

    fn visit_expr_closure(&mut self, _: &'ast syn::ExprClosure) {}
}

/// Whether something is awaited in what a visit looks at, or may be in a macro there.
fn awaits(visit: impl FnOnce(&mut Awaits)) -> bool {
    let mut finder = Awaits(false);
    visit(&mut finder);
    finder.0
}

struct Awaits(bool);

impl<'ast> Visit<'ast> for Awaits {
    fn visit_expr_await(&mut self, _: &'ast syn::ExprAwait) {
        self.0 = true;
    }

    fn visit_token_stream(&mut self, tokens: &'ast TokenStream) {
        self.0 |= tokens.to_string().contains("await");
    }

    /// Macros such as `join!` and `select!` await without the word.
    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        let name = call.path.segments.last().map(|segment| plain(&segment.ident));
        self.0 |= name.is_some_and(|name| ["join", "try_join", "select", "pending"].contains(&name.as_str()));
        visit::visit_macro(self, call);
    }
}

/// The attributes of an item that people put `#[cfg(test)]` on.
fn attributes(item: &syn::Item) -> &[syn::Attribute] {
    match item {
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

fn is_cfg_test(attribute: &syn::Attribute) -> bool {
    attribute.path().is_ident("cfg") && attribute.parse_args::<Ident>().is_ok_and(|name| name == "test")
}
