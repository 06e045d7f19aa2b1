//! Ready-made texts of typical requests: fixed words with blanks to fill in (spec D54, D55).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Form, When};

/// A typical request: what its fields say. A blank is a name in braces: `{номер заявки}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Template {
    pub title: String,
    /// Offered only after this answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<When>,
    /// Texts by the names of their fields.
    pub values: BTreeMap<String, String>,
}

/// A part of a text: words, or the name of a blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part<'a> {
    Words(&'a str),
    Blank(&'a str),
}

/// The parts of a text in their order. A brace without its other half is a word.
fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, behind)) = after.split_once('}') else {
            break;
        };
        parts.push(Part::Words(before));
        parts.push(Part::Blank(name));
        rest = behind;
    }
    parts.push(Part::Words(rest));
    parts
}

impl Template {
    /// The names of the blanks, each once, in the order of the fields' names and of the text.
    #[must_use]
    pub fn blanks(&self) -> Vec<&str> {
        let mut blanks = Vec::new();
        for part in self.values.values().flat_map(|text| parts(text)) {
            if let Part::Blank(name) = part
                && !blanks.contains(&name)
            {
                blanks.push(name);
            }
        }
        blanks
    }

    /// The texts with the blanks filled in. An empty blank stays a row of dots: it is seen, and can be filled in later.
    #[must_use]
    pub fn filled(&self, words: &BTreeMap<String, String>) -> BTreeMap<String, String> {
        let fill = |text: &String| -> String {
            let said = parts(text).into_iter().map(|part| match part {
                Part::Words(words) => words,
                Part::Blank(name) => words
                    .get(name)
                    .map(|word| word.trim())
                    .filter(|word| !word.is_empty())
                    .unwrap_or("…"),
            });
            said.collect()
        };
        let values = self.values.iter();
        values
            .map(|(name, text)| (name.clone(), fill(text)))
            .collect()
    }
}

impl Form {
    /// The templates that fit the answers so far.
    #[must_use]
    pub fn templates_for(&self, typed: &BTreeMap<String, String>) -> Vec<&Template> {
        let fits = |template: &&Template| {
            template.when.as_ref().is_none_or(|when| {
                let answer = typed.get(when.field.as_str());
                answer.is_some_and(|answer| when.is.iter().any(|is| is.as_str() == answer))
            })
        };
        self.templates.iter().filter(fits).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(text: &str) -> Template {
        Template {
            title: String::new(),
            when: None,
            values: BTreeMap::from([("description".to_owned(), text.to_owned())]),
        }
    }

    fn filled(text: &str, words: &[(&str, &str)]) -> String {
        let words = words
            .iter()
            .map(|(name, word)| ((*name).into(), (*word).into()));
        template(text)
            .filled(&words.collect())
            .remove("description")
            .unwrap()
    }

    #[test]
    fn blanks_are_named_once_and_filled_everywhere() {
        let text = "Заявка {номер} от {дата}. Номер {номер}.";
        assert_eq!(template(text).blanks(), ["номер", "дата"]);
        assert_eq!(
            filled(text, &[("номер", " 7KQ4-22H2 "), ("дата", " ")]),
            "Заявка 7KQ4-22H2 от …. Номер 7KQ4-22H2."
        );
    }

    #[test]
    fn what_fills_a_blank_is_no_template_itself() {
        assert_eq!(filled("{a} {b}", &[("a", "{b}"), ("b", "{a}")]), "{b} {a}");
        assert_eq!(filled("скобка { одна", &[]), "скобка { одна");
    }
}
