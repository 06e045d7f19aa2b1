//! Texts of a base in a further language, as its `interface.toml` said when the server was built.

use opora_contract::language::Language;

// `FURTHER`: pairs for each further language, sorted by the text of the base, whose spaces all may break.
include!(concat!(env!("OUT_DIR"), "/said.rs"));

/// The text of the base in the words of the language; as it is where there are none.
#[must_use]
pub fn say(text: &'static str, language: Language) -> &'static str {
    let at = language.index().checked_sub(2);
    let Some(pairs) = at.and_then(|at| FURTHER.get(at)) else {
        return text;
    };
    let key = text.replace('\u{a0}', " ");
    let found = pairs.binary_search_by(|(base, _)| (*base).cmp(key.as_str()));
    let found = found.ok().and_then(|at| pairs.get(at));
    found.map_or(text, |(_, said)| said)
}
