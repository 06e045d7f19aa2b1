//! Texts with places for values: `{name}`.

use serde::{Serialize, de::DeserializeOwned};

use crate::word;

/// A text of one line; its values are the words of `V`.
#[derive(Clone, Debug)]
pub struct Template<V>(Vec<Part<V>>);

#[derive(Clone, Debug)]
enum Part<V> {
    Words(String),
    Value(V),
}

impl<V: Copy + DeserializeOwned + Serialize> Template<V> {
    /// Reads a text.
    ///
    /// # Errors
    /// What is wrong with it, in the words of the content check.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.contains(char::is_control) {
            return Err("has a line break or another control character".to_owned());
        }
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((words, after)) = rest.split_once('{') {
            parts.push(Part::Words(closed(words)?));
            let (name, after) = after.split_once('}').ok_or("has a `{` without its `}`")?;
            let value = word::exact(name).ok_or(format!("knows no `{{{name}}}`"))?;
            parts.push(Part::Value(value));
            rest = after;
        }
        parts.push(Part::Words(closed(rest)?));
        Ok(Self(parts))
    }

    /// The values that the text names, in its order.
    pub fn values(&self) -> impl Iterator<Item = V> {
        self.0.iter().filter_map(|part| match part {
            Part::Words(_) => None,
            Part::Value(value) => Some(*value),
        })
    }

    /// The text with its values; `None` when one of them is not known. What stands in a value is never read as a
    /// place for another.
    pub fn fill<'a>(&'a self, known: impl Fn(V) -> Option<&'a str>) -> Option<String> {
        let parts = self.0.iter().map(|part| match part {
            Part::Words(words) => Some(words.as_str()),
            Part::Value(value) => known(*value),
        });
        parts.collect()
    }
}

fn closed(words: &str) -> Result<String, String> {
    if words.contains('}') {
        return Err("has a `}` without its `{`".to_owned());
    }
    Ok(words.to_owned())
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Clone, Copy, Debug, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Fruit {
        Apple,
        Pear,
    }

    fn filled(text: &str) -> Option<String> {
        let template: Template<Fruit> = Template::parse(text).unwrap();
        template.fill(|fruit| match fruit {
            Fruit::Apple => Some("{pear}"),
            Fruit::Pear => None,
        })
    }

    #[test]
    fn values_stand_in_their_places_and_are_not_read_again() {
        assert_eq!(filled("a {apple}, {apple}").unwrap(), "a {pear}, {pear}");
        assert_eq!(filled("").unwrap(), "");
        assert_eq!(filled("{apple} and {pear}"), None);
    }

    #[test]
    fn what_cannot_be_filled_is_refused() {
        let fault = |text| Template::<Fruit>::parse(text).unwrap_err();
        assert_eq!(fault("a {plum}"), "knows no `{plum}`");
        assert_eq!(fault("a {apple"), "has a `{` without its `}`");
        assert_eq!(fault("a apple}"), "has a `}` without its `{`");
        assert_eq!(
            fault("a\r\nb"),
            "has a line break or another control character"
        );
    }
}
