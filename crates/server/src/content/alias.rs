//! Other words for a thing, by which people look for it.

use std::{collections::BTreeMap, ops::RangeInclusive};

use super::{
    draft::Draft,
    form,
    mistake::Report,
    page,
    table::{Placed, Table},
};

/// How many a thing has. One is a word that came to mind; more than five are no longer what people say.
const COUNT: RangeInclusive<usize> = 2..=5;
/// Longest alias, in characters: as long as a title.
const LENGTH_MAX: usize = 90;

/// Reads the aliases of a thing.
pub fn read(table: &mut Table<'_>) -> Vec<Placed<String>> {
    table.texts("aliases", COUNT, LENGTH_MAX)
}

/// Two things of one language must not share an alias: which of them did the person mean?
pub fn check(draft: &Draft, report: &mut Report) {
    let answers = draft.faq.topics.iter().flat_map(|topic| &topic.answers);
    let answers = answers.map(|article| (article.path.clone(), &article.aliases));
    let forms = draft.forms.aliases.iter();
    let forms = forms.map(|(name, aliases)| (form::path(draft.language, name), aliases));
    let pages = draft.pages.iter().flatten();
    let pages = pages.map(|page| (page::path(draft.language), &page.aliases));
    let guides = draft.guides.sound.iter();
    let guides = guides.map(|guide| (guide.path.clone(), &guide.aliases));
    let mut taken = BTreeMap::new();
    let things = answers.chain(guides).chain(forms).chain(pages);
    for (thing, (path, aliases)) in things.enumerate() {
        for alias in aliases {
            let owner = taken.entry(folded(&alias.value));
            let (other, place) = owner.or_insert_with(|| (thing, path.clone()));
            // A thing that repeats itself has been told so already.
            if *other != thing {
                let message = format!("alias `{}` is taken by {place}", alias.value);
                report.add(&path, alias.line, message);
            }
        }
    }
}

/// As the search sees it: case and `ё` do not matter.
fn folded(alias: &str) -> String {
    alias.to_lowercase().replace('ё', "е")
}
