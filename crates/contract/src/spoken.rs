//! What a text speaks for, by the beginnings of its words: an option of a form, a matter of others, a known outage.

use crate::rule::lowered;

/// The words of what somebody wrote, in small letters and without «ё».
pub struct Words(Vec<String>);

impl Words {
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let words = texts
            .into_iter()
            .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
            .filter(|word| !word.is_empty())
            .map(|word| word.chars().map(lowered).map(plain).collect());
        Self(words.collect())
    }

    /// How many of the words begin like one of these.
    pub fn votes(&self, beginnings: &[String]) -> usize {
        let speaks = |word: &&String| {
            let mut known = beginnings.iter().filter(|known| !known.is_empty());
            known.any(|known| word.starts_with(known.as_str()))
        };
        self.0.iter().filter(speaks).count()
    }

    /// The one that most words speak for; `None` when none does, or two do alike.
    pub fn only<'a, T>(
        &self,
        among: &'a [T],
        beginnings: impl Fn(&T) -> &[String],
    ) -> Option<&'a T> {
        let mut best = (0, None);
        for one in among {
            let votes = self.votes(beginnings(one));
            if votes > best.0 {
                best = (votes, Some(one));
            } else if votes == best.0 {
                best.1 = None;
            }
        }
        best.1
    }
}

/// People write «ё» or do not.
const fn plain(c: char) -> char {
    match c {
        'ё' => 'е',
        other => other,
    }
}
