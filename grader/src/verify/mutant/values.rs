//! Mistakes with results: nothing is returned, or something a little different, or another text printed.

use syn::punctuated::Punctuated;

use super::Change;
use super::visit::{Finder, macro_name};

/// What a function returns, as far as another value of that type is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Returned {
    /// A `Duration`.
    Time,
    /// A `Vec`.
    List,
    /// A `String`.
    Text,
    /// A whole number.
    Whole,
    /// A number with a fraction.
    Fraction,
    /// A `bool`.
    Truth,
    /// An `Option`.
    Option,
    /// A `Result`.
    Result,
}

impl Returned {
    /// The value of someone who has nothing to return.
    fn nothing(self) -> &'static str {
        if self == Self::Result { "Ok(Default::default())" } else { "Default::default()" }
    }

    /// What can be done to a value of this type, called `value`.
    fn others(self) -> &'static [&'static str] {
        match self {
            Self::Time => &["value + std::time::Duration::from_secs(1)"],
            Self::List => &["value.reverse(); value", "value.pop(); value"],
            Self::Text => &["value + \"!\""],
            Self::Whole => &["value.wrapping_add(1)"],
            Self::Fraction => &["value + 1.0"],
            Self::Truth => &["!value"],
            Self::Option | Self::Result => &[],
        }
    }
}

/// What a function returns.
pub(super) fn returned(output: &syn::ReturnType) -> Option<Returned> {
    match output {
        syn::ReturnType::Default => None,
        syn::ReturnType::Type(_, ty) => of_type(ty),
    }
}

/// What a type is.
pub(super) fn of_type(ty: &syn::Type) -> Option<Returned> {
    let syn::Type::Path(path) = ty else { return None };
    Some(match path.path.segments.last()?.ident.to_string().as_str() {
        "Duration" => Returned::Time,
        "Vec" => Returned::List,
        "String" => Returned::Text,
        "f64" | "f32" => Returned::Fraction,
        "bool" => Returned::Truth,
        "Option" => Returned::Option,
        "Result" => Returned::Result,
        "u8" | "u16" | "u32" | "u64" | "u128" | "usize" | "i8" | "i16" | "i32" | "i64" | "i128" | "isize" => {
            Returned::Whole
        }
        _ => return None,
    })
}

/// The value at the end of a function.
pub(super) fn of_body(finder: &mut Finder<'_>, output: &syn::ReturnType, body: &syn::Block) {
    let syn::ReturnType::Type(_, ty) = output else { return };
    let (Some(returned), Some(syn::Stmt::Expr(value, None))) = (returned(output), body.stmts.last()) else {
        return;
    };
    finder.replace(Change::Value, value, returned.nothing());
    let (ty, text) = (finder.text(ty), finder.text(value));
    let mutable = if returned == Returned::List { "mut " } else { "" };
    for other in returned.others() {
        finder.replace(Change::Value, value, format!("{{ let {mutable}value: {ty} = {text}; {other} }}"));
    }
}

/// The value of an early end.
pub(super) fn of_return(finder: &mut Finder<'_>, expr: &syn::ExprReturn) {
    if let (Some(returned), Some(value)) = (finder.returned(), &expr.expr) {
        finder.replace(Change::Value, value, returned.nothing());
    }
}

/// A text that is printed or put together.
pub(super) fn of_macro(
    finder: &mut Finder<'_>,
    call: &syn::Macro,
    arguments: &Punctuated<syn::Expr, syn::Token![,]>,
) {
    let name = macro_name(call);
    if !matches!(name.as_str(), "print" | "println" | "format" | "write" | "writeln") {
        return;
    }
    let texts = arguments.iter().filter_map(|argument| match argument {
        syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => Some(text),
        _ => None,
    });
    let Some(text) = texts.take(1).next() else { return };
    if let Some(text_before) = finder.text(text).strip_suffix('"') {
        finder.replace(Change::Text, text, format!("{text_before}!\""));
    }
}
