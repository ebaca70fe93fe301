//! Reads `inputs = {…}` and `types = {…}`: the values of each input and their Rust type.

use std::collections::BTreeMap;

use grader_trace::Value;
use toml::de::DeValue;

use super::call;
use super::nearest::did_you_mean;
use super::table::{Item, Table, parse_duration, quoted, type_name};
use super::{Input, fit, name, web};

/// The words of amounts and of the driver.
const RESERVED: &[&str] = &["elapsed", "inputs"];

/// The inputs of a scenario, in the order of the file.
pub(crate) fn read(scenario: &Table<'_>) -> Vec<Input> {
    let items = scenario.get("inputs").and_then(|item| item.entries()).unwrap_or_default();
    let types = read_types(scenario, &items);
    items.iter().map(|item| read_input(item, types.get(item.key))).collect()
}

fn read_types(scenario: &Table<'_>, inputs: &[Item<'_>]) -> BTreeMap<String, String> {
    let names: Vec<&str> = inputs.iter().map(|input| input.key).collect();
    let items = scenario.get("types").and_then(|item| item.entries()).unwrap_or_default();
    for item in items.iter().filter(|item| !names.contains(&item.key)) {
        let help = did_you_mean(item.key, &names)
            .unwrap_or_else(|| format!("The inputs are {}.", quoted(names.iter().copied())));
        item.report_key(format!("There is no input `{}` to give a type.", item.key), help);
    }
    items.iter().filter_map(|item| Some((item.key.to_owned(), read_type(item)?))).collect()
}

fn read_type(item: &Item<'_>) -> Option<String> {
    let text = call::read_type(item)?;
    if !parsed(&text).is_some_and(|ty| fit::is_known(&ty)) {
        item.report(
            format!("`{text}` is no type of an input."),
            format!("Its type can be {}.", quoted(fit::TYPES)),
        );
        return None;
    }
    Some(text)
}

fn parsed(ty: &str) -> Option<syn::Type> {
    syn::parse_str(ty).ok()
}

fn read_input(item: &Item<'_>, ty: Option<&String>) -> Input {
    report_name(item);
    let mut values = read_values(item, ty.is_some_and(|ty| ty.contains("String")));
    let ty = ty.cloned().or_else(|| common_type(item, &values)).unwrap_or_default();
    values.retain(|(element, value)| fits(element, value, &ty));
    Input { name: item.key.to_owned(), ty, values: values.into_iter().map(|(_, value)| value).collect() }
}

fn report_name(item: &Item<'_>) {
    if !name::is_variable(item.key) || RESERVED.contains(&item.key) {
        let message = format!("`{}` cannot be the name of an input.", item.key);
        let reserved = quoted(RESERVED.iter().copied());
        item.report_key(message, format!("Choose a Rust identifier in lower case other than {reserved}."));
    }
}

/// Whether the input's type can hold a value; where there is none, that has been reported.
fn fits(element: &Item<'_>, value: &Value, ty: &str) -> bool {
    let fits = parsed(ty).is_none_or(|ty| fit::holds(&ty, value));
    if !fits {
        let message = format!("The input `{}` has the type `{ty}`, which cannot hold {value}.", element.key);
        element.report(message, "Change the value, or give the input another type in `types`.");
    }
    fits
}

fn read_values<'a>(item: &Item<'a>, stays_text: bool) -> Vec<(Item<'a>, Value)> {
    if item.is_empty_list() {
        let message = format!("The input `{}` has no values, so nothing would run.", item.key);
        item.report_missing(message, format!("Give it one, such as `{} = [1]`.", item.key));
    }
    let elements = item.list().unwrap_or_default().into_iter();
    elements.filter_map(|element| Some((element.clone(), read_value(&element, stays_text)?))).collect()
}

/// The type that values have without being told: the first one's, as far as it can be seen.
fn common_type(item: &Item<'_>, values: &[(Item<'_>, Value)]) -> Option<String> {
    let shapes = values.iter().filter_map(|(_, value)| Shape::of(value));
    let common = shapes.reduce(|common, next| common.clone().join(next).unwrap_or(common));
    let ty = common.and_then(|shape| shape.rust_type());
    if ty.is_none() && !values.is_empty() {
        let message = format!("The values of the input `{}` do not tell its type.", item.key);
        let help = format!("Make them alike, or add `types = {{ {} = \"Vec<usize>\" }}`.", item.key);
        item.report_missing(message, help);
    }
    ty
}

fn read_value(item: &Item<'_>, stays_text: bool) -> Option<Value> {
    Some(match item.value {
        DeValue::Boolean(flag) => Value::Bool(*flag),
        DeValue::Integer(_) => Value::Int(item.whole()?),
        DeValue::Float(_) => Value::Float(item.number()?),
        DeValue::String(text) => match parse_duration(text) {
            Some(duration) if !stays_text => Value::Duration(duration),
            _ => Value::Text(text.to_string()),
        },
        DeValue::Array(_) => {
            let elements = item.list()?;
            Value::List(elements.iter().filter_map(|element| read_value(element, stays_text)).collect())
        }
        DeValue::Table(_) if web::is_one(item) => Value::Web(web::read(item)?),
        DeValue::Datetime(_) | DeValue::Table(_) => {
            let message = format!("The input `{}` cannot be {}.", item.key, type_name(item.value));
            let help = "Use numbers, texts, durations, truth values, lists of them, or what URLs answer.";
            item.report(message, help);
            return None;
        }
    })
}

/// What values have in common.
#[derive(Debug, Clone, PartialEq)]
enum Shape {
    /// Not a list: the name of its type.
    Single(&'static str),
    /// A list of lists or single values; `None` while only empty ones are known.
    List(Option<Box<Shape>>),
}

impl Shape {
    /// The shape of a value; `None` if it is a list of unlike ones.
    fn of(value: &Value) -> Option<Self> {
        Some(Self::Single(match value {
            Value::List(values) => return Self::of_list(values),
            Value::Unit => "()",
            Value::Bool(_) => "bool",
            Value::Int(_) => "usize",
            Value::Float(_) => "f64",
            Value::Text(_) => "String",
            Value::Duration(_) => "Duration",
            Value::Web(_) => "Client",
            // Not written in a course.
            Value::Variant { .. } => return None,
        }))
    }

    fn of_list(values: &[Value]) -> Option<Self> {
        let mut common = None;
        for value in values {
            let shape = Self::of(value)?;
            common = Some(match common {
                None => shape,
                Some(common) => shape.join(common)?,
            });
        }
        Some(Self::List(common.map(Box::new)))
    }

    fn join(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::List(None), Self::List(inner)) | (Self::List(inner), Self::List(None)) => {
                Some(Self::List(inner))
            }
            (Self::List(Some(left)), Self::List(Some(right))) => {
                left.join(*right).map(|inner| Self::List(Some(Box::new(inner))))
            }
            (left, right) => (left == right).then_some(left),
        }
    }

    fn rust_type(&self) -> Option<String> {
        match self {
            Self::Single(name) => Some((*name).to_owned()),
            Self::List(inner) => inner.as_ref()?.rust_type().map(|inner| format!("Vec<{inner}>")),
        }
    }
}
