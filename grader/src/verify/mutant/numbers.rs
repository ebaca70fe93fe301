//! Mistakes with numbers: one more, one less, the other bound, another comparison.

use syn::BinOp;
use syn::spanned::Spanned;

use super::Change;
use super::visit::{Finder, Parameter};

pub(super) fn of_literal(finder: &mut Finder<'_>, expr: &syn::ExprLit) {
    match &expr.lit {
        syn::Lit::Int(number) => {
            let Ok(value) = number.base10_parse::<u128>() else { return };
            for other in [value.checked_add(1), value.checked_sub(1)].into_iter().flatten() {
                finder.replace(Change::Number, expr, format!("{other}{}", number.suffix()));
            }
        }
        syn::Lit::Float(number) => {
            let Ok(value) = number.base10_parse::<f64>() else { return };
            let less = (value != 0.0).then_some(value - 1.0);
            for other in [Some(value + 1.0), less].into_iter().flatten() {
                finder.replace(Change::Number, expr, format!("{other:?}{}", number.suffix()));
            }
        }
        syn::Lit::Bool(truth) => {
            finder.replace(Change::Comparison, expr, (!truth.value).to_string());
        }
        _ => {}
    }
}

/// A parameter that is used.
pub(super) fn of_variable(finder: &mut Finder<'_>, variable: &syn::ExprPath) {
    let name = finder.text(variable);
    let others = match finder.parameter(variable) {
        Some(Parameter::Whole) => [format!("({name} + 1)"), format!("{name}.saturating_sub(1)")],
        Some(Parameter::Time) => [format!("({name} * 2)"), format!("({name} / 2)")],
        None => return,
    };
    for other in others {
        finder.replace(Change::Number, variable, other);
    }
}

/// The other kind of range, where its end is nothing that is changed by itself.
pub(super) fn of_range(finder: &mut Finder<'_>, range: &syn::ExprRange) {
    match range.end.as_deref() {
        None | Some(syn::Expr::Lit(_)) => return,
        Some(syn::Expr::Path(end)) if finder.parameter(end).is_some() => return,
        Some(_) => {}
    }
    match &range.limits {
        syn::RangeLimits::HalfOpen(dots) => finder.replace(Change::Number, dots, "..="),
        syn::RangeLimits::Closed(dots) => finder.replace(Change::Number, dots, ".."),
    }
}

pub(super) fn of_operator(finder: &mut Finder<'_>, expr: &syn::ExprBinary) {
    let (change, other) = match expr.op {
        BinOp::Lt(_) => (Change::Comparison, "<="),
        BinOp::Le(_) => (Change::Comparison, "<"),
        BinOp::Gt(_) => (Change::Comparison, ">="),
        BinOp::Ge(_) => (Change::Comparison, ">"),
        BinOp::Eq(_) => (Change::Comparison, "!="),
        BinOp::Ne(_) => (Change::Comparison, "=="),
        BinOp::And(_) => (Change::Comparison, "||"),
        BinOp::Or(_) => (Change::Comparison, "&&"),
        BinOp::Add(_) => (Change::Arithmetic, "-"),
        BinOp::Sub(_) => (Change::Arithmetic, "+"),
        BinOp::Mul(_) => (Change::Arithmetic, "/"),
        BinOp::Div(_) => (Change::Arithmetic, "*"),
        BinOp::AddAssign(_) => (Change::Arithmetic, "-="),
        BinOp::SubAssign(_) => (Change::Arithmetic, "+="),
        _ => return,
    };
    finder.replace_range(change, expr.op.span().byte_range(), other);
}
