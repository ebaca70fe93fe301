//! The JSON Schemas of a course's files, for editors: draft 7, which nearly all of them know.
//!
//! They say what a file can look like. What its parts have to do with each other, such as the name of an
//! input in a rule, only the reader tells.

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde_json::Value;

use super::{Course, Exercise};

/// The schema of `checks/<exercise>.toml`.
pub fn of_exercise() -> Schema {
    of::<Exercise>()
}

/// The schema of `course.toml`.
pub fn of_course() -> Schema {
    of::<Course>()
}

fn of<T: JsonSchema>() -> Schema {
    let settings = SchemaSettings::draft07();
    settings.with_transform(RecursiveTransform(without_null)).into_generator().into_root_schema_for::<T>()
}

/// Takes `null` away, which an optional field has in JSON: in TOML a key is there or not.
fn without_null(schema: &mut Schema) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|ty| ty != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            schema.insert("type".to_owned(), only);
        }
    }
    if let Some(Value::Array(choices)) = schema.get_mut("anyOf") {
        choices.retain(|choice| choice.get("type").is_none_or(|ty| ty != "null"));
        if choices.len() == 1 {
            let only = schema.remove("anyOf").expect("it has been found");
            schema.insert("allOf".to_owned(), only);
        }
    }
}
