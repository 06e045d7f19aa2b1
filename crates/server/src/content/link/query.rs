//! What may stand behind `?` in a link of content: what the page reads, and nothing else.

use opora_contract::{form::Form, page::Page};

use super::Targets;

/// Whether the page reads every `key=value` of the query. Forms have keys of their own, see [`is_prefill`].
pub fn is_read(targets: &Targets<'_>, page: &Page, query: &str) -> bool {
    form_urlencoded::parse(query.as_bytes()).all(|(key, value)| match (page, key.as_ref()) {
        (Page::Search, "q") => !value.trim().is_empty(),
        (Page::Faq, "direction") => targets.has_direction(&value),
        (Page::Guides, "situation") => {
            let mut situations = targets.guides.situations.iter();
            situations.any(|situation| situation.name.as_str() == value)
        }
        (Page::Guide(_), "all") => value == "1",
        (Page::Guide(name), "step") => {
            let mut sound = targets.guides.sound.iter();
            let guide = sound.find(|guide| guide.name == *name);
            let count = guide.map_or(usize::MAX, |guide| guide.steps.len());
            value
                .parse()
                .is_ok_and(|step: usize| (1..=count).contains(&step))
        }
        _ => false,
    })
}

/// Whether the form takes every `field=value` of the query: a good value of a field that a link may fill in.
pub fn is_prefill(form: &Form, query: &str) -> bool {
    form_urlencoded::parse(query.as_bytes()).all(|(name, value)| {
        form.field(&name)
            .is_some_and(|field| field.from_link && matches!(field.check(&value), Ok(Some(_))))
    })
}
