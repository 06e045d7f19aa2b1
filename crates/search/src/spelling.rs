//! The query as it was understood, spelt as people spell it: the index has stems, what was found has words.

use crate::alphabet::encode;
use crate::fold::tokens;
use crate::highlight::Answer;
use crate::reading::Reading;
use crate::search::Found;
use crate::stem::stem;

impl Found {
    /// The query as it was understood, when that is not as it was typed: in its reading, with doubtful words spelt as
    /// in `texts`, those of what was found.
    #[must_use]
    pub fn understood(&self, texts: &[&str]) -> Option<String> {
        let mut understood = String::new();
        let mut from = 0;
        let mut is_respelt = self.reading != Reading::Typed;
        for token in tokens(&self.query) {
            let mut words = self.marker.words.iter();
            let word = words.find(|word| word.folded == token.folded);
            if let Some(spelt) = word.and_then(|word| spelt(word, texts)) {
                understood.push_str(self.query.get(from..token.bytes.start)?);
                understood.push_str(&spelt);
                from = token.bytes.end;
                is_respelt = true;
            }
        }
        understood.push_str(self.query.get(from..)?);
        is_respelt.then_some(understood)
    }
}

/// The first word of the texts that may be the one meant.
fn spelt(word: &Answer, texts: &[&str]) -> Option<String> {
    let stems = word.stems.get(..word.respelt)?;
    for text in texts {
        for token in tokens(text) {
            if stems.contains(&encode(&stem(&token.folded))) {
                return Some(token.folded);
            }
        }
    }
    None
}
