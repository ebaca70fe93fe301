//! Typed access to the values of a TOML file. What does not fit is reported to its page, and
//! reading goes on. Knows no key of a course.

use std::ops::Range;
use std::time::Duration;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::nearest::did_you_mean;
use super::page::Page;
use crate::form::{Form, Words};

/// A table whose keys are known.
pub(crate) struct Table<'a> {
    page: &'a Page<'a>,
    form: Form,
    span: Range<usize>,
    entries: &'a DeTable<'a>,
}

impl<'a> Table<'a> {
    /// Opens a table and reports its unknown keys.
    pub(crate) fn new(page: &'a Page<'a>, form: Form, span: Range<usize>, entries: &'a DeTable<'a>) -> Self {
        let Form { what, keys, .. } = form;
        for key in entries.keys().filter(|key| !keys.contains(&key.get_ref().as_ref())) {
            let help = did_you_mean(key.get_ref(), keys)
                .unwrap_or_else(|| format!("Its keys are {}.", quoted(keys.iter().copied())));
            page.report(key.span(), format!("`{}` is no key of this {what}.", key.get_ref()), Some(help));
        }
        Self { page, form, span, entries }
    }

    /// The value of a key, if it is there.
    pub(crate) fn get(&self, key: &str) -> Option<Item<'a>> {
        let Form { name, keys, .. } = self.form;
        debug_assert!(keys.contains(&key), "`{key}` is read, but not declared: add it to `form::{name}`");
        let (key, value) = self.entries.get_key_value(key)?;
        Some(Item::new(self.page, key, value))
    }

    /// The value of a key that must be there; `example` shows how it is written.
    pub(crate) fn require(&self, key: &str, example: &str) -> Option<Item<'a>> {
        let item = self.get(key);
        if item.is_none() {
            self.report_missing(
                format!("This {} lacks `{key}`.", self.form.what),
                format!("Write `{example}`."),
            );
        }
        item
    }

    /// Reports what is missing in this table.
    pub(crate) fn report_missing(&self, message: impl Into<String>, help: impl Into<String>) {
        self.page.report_missing(self.span.clone(), message, help);
    }
}

/// A value and the key that it stands under.
#[derive(Clone)]
pub(crate) struct Item<'a> {
    page: &'a Page<'a>,
    /// The key; for an element of a list, the key of the list.
    pub(crate) key: &'a str,
    key_span: Range<usize>,
    span: Range<usize>,
    is_element: bool,
    /// The value.
    pub(crate) value: &'a DeValue<'a>,
}

impl<'a> Item<'a> {
    fn new(page: &'a Page<'a>, key: &'a Spanned<DeString<'a>>, value: &'a Spanned<DeValue<'a>>) -> Self {
        Self {
            page,
            key: key.get_ref(),
            key_span: key.span(),
            span: value.span(),
            is_element: false,
            value: value.get_ref(),
        }
    }

    /// Reports the value.
    pub(crate) fn report(&self, message: impl Into<String>, help: impl Into<String>) {
        self.page.report(self.span.clone(), message, Some(help.into()));
    }

    /// Reports the key.
    pub(crate) fn report_key(&self, message: impl Into<String>, help: impl Into<String>) {
        self.page.report(self.key_span.clone(), message, Some(help.into()));
    }

    /// Reports that the value lacks something.
    pub(crate) fn report_missing(&self, message: impl Into<String>, help: impl Into<String>) {
        self.page.report_missing(self.span.clone(), message, help);
    }

    /// Reports that something which the key needs is missing.
    pub(crate) fn report_missing_key(&self, message: impl Into<String>, help: impl Into<String>) {
        self.page.report_missing(self.key_span.clone(), message, help);
    }

    /// Reports a part of a text, given in bytes of its [`words`](Self::words).
    pub(crate) fn report_part(
        &self,
        part: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let span = self.part(part).unwrap_or(self.span.clone());
        self.page.report(span, message, Some(help.into()));
    }

    /// Where a part of the words stands in the file; `None` where escapes hide it.
    fn part(&self, part: Range<usize>) -> Option<Range<usize>> {
        let DeValue::String(text) = self.value else { return None };
        let raw = self.page.text().get(self.span.clone())?;
        let start = self.span.start + raw.find(text.trim())?;
        Some(start + part.start..start + part.end)
    }

    /// The value, as the subject of a sentence.
    fn subject(&self) -> String {
        format!("{}`{}`", if self.is_element { "Each of " } else { "" }, self.key)
    }

    /// Reports that the value is of the wrong type.
    pub(crate) fn report_type(&self, wanted: &str) {
        let message = format!("{} must be {wanted}, not {}.", self.subject(), type_name(self.value));
        self.page.report(self.span.clone(), message, None);
    }

    /// A text.
    pub(crate) fn text(&self) -> Option<&'a str> {
        if let DeValue::String(text) = self.value {
            return Some(text);
        }
        self.report_type("text in quotes");
        None
    }

    /// A text that says something, without the blanks around it.
    pub(crate) fn words(&self) -> Option<&'a str> {
        let text = self.text()?.trim();
        if text.is_empty() {
            self.report(format!("{} must say something.", self.subject()), "Write some text.");
            return None;
        }
        Some(text)
    }

    /// A whole number.
    pub(crate) fn whole(&self) -> Option<i64> {
        let DeValue::Integer(digits) = self.value else {
            self.report_type("a whole number");
            return None;
        };
        let number = i64::from_str_radix(digits.as_str(), digits.radix()).ok();
        if number.is_none() {
            self.report("This number is too large.", format!("The largest is {}.", i64::MAX));
        }
        number
    }

    /// A whole number from 1 up to a bound.
    pub(crate) fn count(&self, most: u64) -> Option<u64> {
        let number = self.whole()?;
        let count = u64::try_from(number).ok().filter(|count| (1..=most).contains(count));
        if count.is_none() {
            let help = match most {
                u64::MAX => "Write a whole number above zero.".to_owned(),
                _ => format!("Write a whole number from 1 to {most}."),
            };
            self.report(format!("`{}` cannot be {number}.", self.key), help);
        }
        count
    }

    /// A number.
    pub(crate) fn number(&self) -> Option<f64> {
        match self.value {
            DeValue::Integer(_) => self.whole().map(|number| number as f64),
            DeValue::Float(digits) => self.finite(digits.as_str().parse().ok()),
            _ => {
                self.report_type("a number");
                None
            }
        }
    }

    fn finite(&self, number: Option<f64>) -> Option<f64> {
        let finite = number.filter(|number| number.is_finite());
        if finite.is_none() {
            self.report(format!("`{}` is not a finite number.", self.key), "Write it in digits.");
        }
        finite
    }

    /// A truth value.
    pub(crate) fn flag(&self) -> Option<bool> {
        if let DeValue::Boolean(flag) = self.value {
            return Some(*flag);
        }
        self.report_type("`true` or `false`");
        None
    }

    /// One of a few words.
    pub(crate) fn word<W: Words>(&self) -> Option<W> {
        let text = self.text()?;
        let found = W::ALL.iter().find(|(word, _)| *word == text);
        if found.is_none() {
            let words: Vec<String> = W::ALL.iter().map(|(word, _)| format!("\"{word}\"")).collect();
            let which = if words.len() == 1 { "that word" } else { "one of these words" };
            let message = format!("`{}` can only be {}.", self.key, words.join(" or "));
            self.report(message, format!("Write {which}, or remove the key."));
        }
        found.map(|(_, word)| *word)
    }

    /// A length of time.
    pub(crate) fn duration(&self) -> Option<Duration> {
        let text = self.text()?;
        let duration = parse_duration(text);
        if duration.is_none() {
            let message = format!("`{}` is a duration, and \"{text}\" cannot be read as one.", self.key);
            self.report(message, "Write it like \"1ms\", \"10s\" or \"1h 30m\".");
        }
        duration
    }

    /// Whether the value is a list without elements.
    pub(crate) fn is_empty_list(&self) -> bool {
        self.value.as_array().is_some_and(|elements| elements.is_empty())
    }

    /// The elements of a list.
    pub(crate) fn list(&self) -> Option<Vec<Item<'a>>> {
        let DeValue::Array(values) = self.value else {
            self.report_type("a list in brackets");
            return None;
        };
        let element = |value: &'a Spanned<DeValue<'a>>| Item {
            span: value.span(),
            is_element: true,
            value: value.get_ref(),
            ..self.clone()
        };
        Some(values.iter().map(element).collect())
    }

    /// The elements of a list of texts that say something.
    pub(crate) fn list_of_words(&self) -> Vec<(Item<'a>, &'a str)> {
        let items = self.list().unwrap_or_default();
        items.into_iter().filter_map(|item| item.words().map(|words| (item, words))).collect()
    }

    /// A table whose keys are known.
    pub(crate) fn table(&self, form: Form) -> Option<Table<'a>> {
        let DeValue::Table(entries) = self.value else {
            self.report_type("a table in braces");
            return None;
        };
        Some(Table::new(self.page, form, self.span.clone(), entries))
    }

    /// The values of a table whose keys the author chooses, in the order of the file.
    pub(crate) fn entries(&self) -> Option<Vec<Item<'a>>> {
        let DeValue::Table(entries) = self.value else {
            self.report_type("a table in braces");
            return None;
        };
        let mut items: Vec<Item<'a>> =
            entries.iter().map(|(key, value)| Item::new(self.page, key, value)).collect();
        items.sort_by_key(|item| item.key_span.start);
        Some(items)
    }
}

/// Reads a length of time that virtual time can hold: 584 years.
pub(crate) fn parse_duration(text: &str) -> Option<Duration> {
    let duration = humantime::parse_duration(text).ok()?;
    u64::try_from(duration.as_nanos()).ok().map(Duration::from_nanos)
}

/// Names in backquotes, for a sentence.
pub(crate) fn quoted<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// What a value is, for a sentence.
pub(crate) fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "a truth value",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
