//! Mistakes with parts: a statement or a call is missing, arguments have changed places.

use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Expr, Pat, Stmt};

use super::Change;
use super::visit::{Finder, macro_name};
use super::waits;

pub(super) fn of_block(finder: &mut Finder<'_>, block: &syn::Block) {
    for statement in &block.stmts {
        if let Stmt::Local(local) = statement
            && let Pat::Type(typed) = &local.pat
        {
            waits::of_type(finder, &typed.ty);
        }
        if can_be_missing(statement) {
            finder.replace(Change::LeftOut, statement, "");
        }
    }
}

/// Whether others can do without a statement, as far as it shows. What ends a loop is kept: without it
/// there is nothing to learn but the limit of time.
fn can_be_missing(statement: &Stmt) -> bool {
    match statement {
        Stmt::Expr(Expr::Break(_) | Expr::Continue(_), _) => false,
        Stmt::Expr(_, Some(_)) | Stmt::Expr(Expr::ForLoop(_) | Expr::While(_), None) => true,
        Stmt::Expr(Expr::If(expr), None) => expr.else_branch.is_none(),
        Stmt::Macro(call) => call.semi_token.is_some() && !macro_name(&call.mac).contains("assert"),
        // Its value is there for what happens when it goes.
        Stmt::Local(local) => {
            matches!(&local.pat, Pat::Ident(name) if name.ident.to_string().starts_with('_'))
        }
        Stmt::Expr(_, None) | Stmt::Item(_) => false,
    }
}

/// Neighbours that change places.
pub(super) fn of_arguments(finder: &mut Finder<'_>, arguments: &Punctuated<Expr, syn::Token![,]>) {
    let each: Vec<_> = arguments.iter().collect();
    for pair in each.windows(2) {
        let (one, other) = (finder.text(pair[0]), finder.text(pair[1]));
        let whole = pair[0].span().byte_range().start..pair[1].span().byte_range().end;
        finder.replace_range(Change::Swapped, whole, format!("{other}, {one}"));
    }
}

/// `it.check()?` without the call: what is left may have the same type.
pub(super) fn of_try(finder: &mut Finder<'_>, expr: &syn::ExprTry) {
    if let Expr::MethodCall(call) = &*expr.expr
        && call.args.is_empty()
    {
        let left = finder.text(&call.receiver);
        finder.replace(Change::LeftOut, expr, left);
    }
}
