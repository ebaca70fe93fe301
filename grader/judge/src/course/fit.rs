//! Which values a Rust type can hold as an input: those that the harness makes into it.

use grader_trace::Value;
use syn::{GenericArgument, PathArguments, Type};

/// The types that an input can have.
pub(crate) const TYPES: [&str; 11] =
    ["usize", "u64", "u32", "i64", "i32", "f64", "bool", "String", "Duration", "Client", "Vec"];

/// Whether an input can have a type: one of [`TYPES`], or a `Vec` of one that it can have.
pub(crate) fn is_known(ty: &Type) -> bool {
    match parts(ty) {
        Some((name, Some(element))) => name == "Vec" && is_known(element),
        Some((name, None)) => name != "Vec" && TYPES.contains(&name.as_str()),
        None => false,
    }
}

/// Whether a type can hold a value.
pub(crate) fn holds(ty: &Type, value: &Value) -> bool {
    let Some((name, element)) = parts(ty) else { return false };
    match (name.as_str(), value) {
        ("usize" | "u64", Value::Int(number)) => *number >= 0,
        ("u32", Value::Int(number)) => u32::try_from(*number).is_ok(),
        ("i32", Value::Int(number)) => i32::try_from(*number).is_ok(),
        ("i64" | "f64", Value::Int(_)) | ("f64", Value::Float(_)) => true,
        ("bool", Value::Bool(_)) | ("String", Value::Text(_)) | ("Duration", Value::Duration(_)) => true,
        ("Client", Value::Web(_)) => true,
        ("Vec", Value::List(values)) => {
            element.is_some_and(|element| values.iter().all(|value| holds(element, value)))
        }
        _ => false,
    }
}

/// The name of a type, which a path may lead to, and what it is a `Vec` of.
fn parts(ty: &Type) -> Option<(String, Option<&Type>)> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    let element = match &last.arguments {
        PathArguments::None => None,
        PathArguments::AngleBracketed(arguments) => match arguments.args.first()? {
            GenericArgument::Type(element) => Some(element),
            _ => return None,
        },
        PathArguments::Parenthesized(_) => return None,
    };
    Some((last.ident.to_string(), element))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ty(text: &str) -> Type {
        syn::parse_str(text).unwrap()
    }

    #[test]
    fn types_hold_what_they_can_represent() {
        for (text, number) in [("usize", 0), ("u32", 1 << 31), ("i32", -1), ("i64", i64::MIN), ("f64", 1)] {
            assert!(holds(&ty(text), &Value::Int(number)), "{text}");
        }
        for (text, number) in [("usize", -1), ("u64", -1), ("u32", 1 << 32), ("i32", 1 << 31), ("bool", 1)] {
            assert!(!holds(&ty(text), &Value::Int(number)), "{text}");
        }
    }

    #[test]
    fn lists_hold_what_their_elements_hold() {
        let list = |values: &[i64]| Value::List(values.iter().map(|number| Value::Int(*number)).collect());
        assert!(holds(&ty("Vec<Vec<u32>>"), &Value::List(vec![list(&[]), list(&[1])])));
        assert!(!holds(&ty("std::vec::Vec<u32>"), &list(&[1, -1])));
        assert!(!holds(&ty("Vec"), &list(&[])));
    }

    #[test]
    fn types_that_the_harness_cannot_make_are_unknown() {
        for known in ["usize", "std::time::Duration", "Vec<Vec<String>>"] {
            assert!(is_known(&ty(known)), "{known}");
        }
        for unknown in ["u8", "&str", "Vec", "Vec<u8>", "Option<u32>", "usize<u32>", "[u32; 2]", "fn(u32)"] {
            assert!(!is_known(&ty(unknown)), "{unknown}");
        }
    }
}
