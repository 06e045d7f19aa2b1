//! Ranking: BM25F over title, aliases and body; any word may be missing, more words rank higher.
//! Every number that can be tuned is a field of [`Knobs`].

use crate::counts::Counts;
use crate::index::{Index, Term, body_words};
use crate::shard::NOWHERE;

/// What ranking weighs. The product, the server and the evaluation use [`Knobs::PRODUCT`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Knobs {
    /// What a word in the title is worth, where one in the body is worth 1. Raising it favours
    /// documents that are called as people ask; lowering it those that speak of it. 1 to 10.
    pub title: f32,
    /// The same for a word in an alias. Raising it favours what editors foresaw. 1 to 10.
    pub aliases: f32,
    /// How much a title's length counts. Raising it favours short titles. 0 to 1.
    pub title_length: f32,
    /// How much a body's length counts. Raising it favours short bodies. 0 to 1.
    pub body_length: f32,
    /// How slowly repeats of a word stop adding. Raising it favours documents that repeat a word
    /// or have it in several fields; lowering it those that merely have it. Above 0, to 5.
    pub saturation: f32,
    /// The power of a word's rarity. Raising it lets the rarest word of a query decide; lowering it
    /// lets the number of words found. 0 to 1.5.
    pub rarity: f32,
    /// What a stop word is worth against another word. Raising it favours documents phrased as
    /// the query; lowering it those with its content. Above 0, to 1.
    pub stop: f32,
    /// What the beginning of a word is worth against the word, before the share of letters typed.
    /// Raising it favours completions; lowering it what is typed out. 0 to 1.
    pub prefix: f32,
    /// How many completions of a last word count. More finds more for a letter or two, slower.
    pub completions: usize,
    /// What a word of the same family (its stem begins with the same letters) is worth. Raising
    /// it lets «восстановление» find «восстановить», and unrelated words meet. 0 to 1.
    pub family: f32,
    /// How many letters make a family. Fewer lets more words meet. 4 to 7.
    pub family_letters: usize,
    /// What a synonym is worth against the word itself. 0 to 1.
    pub synonym: f32,
    /// What remains of a word's worth for each mistake in it. Raising it trusts corrections. 0 to 1.
    pub typo: f32,
    /// How much a correction gains by being common: the power of its share of the commonest.
    /// Raising it trusts common words, lowering it rare ones. 0 to 1.
    pub common: f32,
    /// How many corrections of an unknown word count, the nearest first.
    pub corrections: usize,
    /// What two words add that stand side by side in the query and in the title, as a share of
    /// their score. Raising it favours titles phrased as the query. 0 to 1.
    pub pair: f32,
    /// What a title adds all of whose words the query has, as a share of the score. 0 to 1.
    pub coverage: f32,
}

impl Knobs {
    /// One setting for everything.
    pub const PRODUCT: Self = Self {
        title: 3.0,
        aliases: 3.0,
        title_length: 0.75,
        body_length: 0.75,
        saturation: 1.3,
        rarity: 0.75,
        stop: 0.36,
        prefix: 0.9,
        completions: 40,
        family: 0.7,
        family_letters: 4,
        synonym: 0.35,
        typo: 0.96,
        common: 0.1,
        corrections: 12,
        pair: 0.25,
        coverage: 0.2,
    };
}

/// What divides a word's count by the length of the field it stands in.
#[derive(Debug, Clone)]
pub(crate) struct Norms {
    title: Box<[f32; 256]>,
    body: Box<[f32; 256]>,
}

impl Norms {
    /// From the average lengths of titles and bodies, in words.
    pub(crate) fn new([title, body]: [f32; 2], knobs: &Knobs) -> Self {
        let norm = |b: f32, words: f32, average: f32| {
            let length = if average > 0.0 { words / average } else { 1.0 };
            1.0 / (1.0 - b + b * length).max(0.01)
        };
        let code = |code: usize| code as u8;
        Self {
            title: Box::new(std::array::from_fn(|words| {
                norm(knobs.title_length, f32::from(code(words)), title)
            })),
            body: Box::new(std::array::from_fn(|number| {
                norm(knobs.body_length, body_words(code(number)), body)
            })),
        }
    }
}

/// A word of the query with all that may stand for it in a document; the best counts.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Slot {
    /// What the word is worth in the query.
    pub weight: f32,
    pub alternatives: Vec<Alternative>,
}

/// A stem that may stand for a word of the query.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Alternative {
    pub term: Term,
    /// What it is worth against the word itself.
    pub weight: f32,
    /// How many documents it is taken to stand in; fewer is worth more.
    pub documents: u32,
    pub why: Why,
}

/// Why a stem stands for a word of the query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Its stem is the word's.
    Exact,
    /// The word may be its beginning.
    Completion,
    /// It begins as the word does.
    Family,
    /// The table of synonyms says so.
    Synonym,
    /// The word is unknown and this looks like it.
    Correction,
}

/// The documents that have any of the words with their scores, best first, at most `limit`.
pub(crate) fn rank(index: &Index, slots: &[Slot], limit: usize) -> Vec<(u32, f32)> {
    let knobs = &index.knobs;
    let mut sums = vec![Sum::default(); index.documents];
    let mut found = Vec::new();
    let mut touched = Vec::new();
    for (number, slot) in slots.iter().enumerate() {
        for alternative in &slot.alternatives {
            let worth = alternative.weight * rarity(index, alternative.documents);
            let Some(postings) = index.postings(alternative.term) else {
                continue;
            };
            postings.each(|posting| {
                let Some(sum) = sums.get_mut(posting.document as usize) else {
                    return;
                };
                let score = worth * saturated(index, posting.document, posting.counts, knobs);
                if sum.own == 0.0 {
                    touched.push(posting.document);
                }
                if score > sum.own {
                    sum.own = score;
                    sum.place = posting.place;
                }
            });
        }
        for document in touched.drain(..) {
            let Some(sum) = sums.get_mut(document as usize) else {
                continue;
            };
            if sum.total == 0.0 {
                found.push(document);
            }
            sum.add(number as u16, slot.weight, knobs);
        }
    }
    let score = |document: u32| {
        let Some(sum) = sums.get(document as usize) else {
            return 0.0;
        };
        let title = index.lengths(document).map_or(1, |(title, _)| title.max(1));
        let covered = (f32::from(sum.covered) / f32::from(title)).min(1.0);
        sum.total * (1.0 + knobs.coverage * covered)
    };
    best(
        found
            .into_iter()
            .map(|document| (document, score(document)))
            .collect(),
        limit,
    )
}

/// What a document has scored so far.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    total: f32,
    /// The score of the word at hand and where it stands in the title.
    own: f32,
    place: u8,
    /// The word before that stood in the title: its number, place and score.
    before: (u16, u8, f32),
    /// Words of the title that the query has.
    covered: u8,
}

impl Sum {
    /// Adds the word at hand to the total.
    fn add(&mut self, number: u16, weight: f32, knobs: &Knobs) {
        let own = weight * std::mem::take(&mut self.own);
        self.total += own;
        if self.place == NOWHERE {
            return;
        }
        self.covered = self.covered.saturating_add(1);
        let (word, place, score) = self.before;
        if word.checked_add(1) == Some(number) && place + 1 == self.place && score > 0.0 {
            self.total += knobs.pair * (own + score);
        }
        self.before = (number, self.place, own);
    }
}

/// The `limit` best, best first; equals in document order.
fn best(mut found: Vec<(u32, f32)>, limit: usize) -> Vec<(u32, f32)> {
    let order = |left: &(u32, f32), right: &(u32, f32)| {
        right.1.total_cmp(&left.1).then(left.0.cmp(&right.0))
    };
    if found.len() > limit && limit > 0 {
        found.select_nth_unstable_by(limit - 1, order);
    }
    found.truncate(limit);
    found.sort_unstable_by(order);
    found
}

/// A number above 0 to a power. By the two functions that are there already: `powf` is a kilobyte of wasm.
pub(crate) fn power(number: f32, power: f32) -> f32 {
    (power * number.ln()).exp()
}

/// Inverse document frequency, always above 0.
pub(crate) fn rarity(index: &Index, documents: u32) -> f32 {
    let all = index.documents as f32;
    let having = (documents as f32).min(all);
    power(
        (1.0 + (all - having + 0.5) / (having + 0.5)).ln(),
        index.knobs.rarity,
    )
}

/// The weighted count of a word in a document, levelling off at `saturation + 1`.
#[inline]
pub(crate) fn saturated(index: &Index, document: u32, counts: Counts, knobs: &Knobs) -> f32 {
    let Some((title, body)) = index.lengths(document) else {
        return 0.0;
    };
    let norm = |table: &[f32; 256], at: u8| table.get(usize::from(at)).copied().unwrap_or(1.0);
    let count = knobs.title * f32::from(counts.title()) * norm(&index.norms.title, title)
        + knobs.aliases * f32::from(counts.aliases())
        + f32::from(counts.body()) * norm(&index.norms.body, body);
    count * (knobs.saturation + 1.0) / (count + knobs.saturation)
}
