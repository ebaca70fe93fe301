//! The templates in `grader/platform`. In them `@NAME@` stands for what is filled in.

use super::Origin;

/// A template with its names filled in. Values hold no such names: they are numbers, checked text, or other
/// templates.
pub(super) fn fill(template: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(template.to_owned(), |text, (name, value)| text.replace(&format!("@{name}@"), value))
}

/// What stands for an origin; nothing where there is none.
pub(super) fn origin(origin: Option<&Origin>) -> [(&'static str, &str); 2] {
    let url = origin.map_or("", |origin| origin.url.as_str());
    let rev = origin.and_then(|origin| origin.rev.as_deref()).unwrap_or_default();
    [("URL", url), ("REVISION", rev)]
}
