//! Ranking: BM25F over title, aliases and body, any word may be missing, more words rank higher.
//! Every number that can be tuned is a constant here.

use crate::index::{Index, PerField, Posting};
use crate::query::Word;

/// What a word is worth in each field. Raising a field lets it decide more, the others less.
/// Range 0 (field ignored) to 10.
const FIELD_WEIGHT: PerField = PerField {
    title: 3.0,
    aliases: 2.0,
    body: 1.0,
};

/// How much a field's length counts. Raising it favours documents whose field is short; lowering it
/// favours long ones. Range 0 (length ignored) to 1. Low for aliases: a document with many ways to
/// ask for it must not lose by them.
const LENGTH_NORMALISATION: PerField = PerField {
    title: 0.75,
    aliases: 0.25,
    body: 0.75,
};

/// How slowly repeats of a word stop adding. Raising it favours documents that repeat a word;
/// lowering it favours those that merely have it. Range 0 (repeats ignored) to 3.
const SATURATION: f32 = 2.0;

/// What a stop word is worth against another word. Raising it favours documents with the query's
/// phrasing; lowering it favours those with its content. Range above 0 to 1.
const STOP_WEIGHT: f32 = 0.25;

/// What the beginning of a word is worth against the word itself, before the share of letters typed.
/// Raising it favours completions of the last word; lowering it favours what is typed out.
/// Range 0 (no search-as-you-type) to 1.
const PREFIX_WEIGHT: f32 = 0.8;

/// How many completions of the last word count, the shortest first. Raising it finds more for one or
/// two letters typed and takes longer; lowering it does the opposite. Range 1 to some hundreds.
const PREFIX_LIMIT: usize = 40;

/// How much of the score depends on the share of the query's words found. Raising it favours
/// documents with more of the words; lowering it favours those with the rarest ones.
/// Range 0 (only the sum counts) to 1.
const COORDINATION: f32 = 0.5;

/// Positions of the documents that have at least one of the words, with scores, best first.
pub(crate) fn rank(index: &Index, words: &[Word]) -> Vec<(usize, f32)> {
    let mut sums = vec![(0.0_f32, 0.0_f32); index.document_count()];
    let mut all_weights = 0.0;
    for word in words {
        let weight = if word.stop { STOP_WEIGHT } else { 1.0 };
        all_weights += weight;
        for ((score, found), own) in sums.iter_mut().zip(word_scores(index, word)) {
            if own > 0.0 {
                *score += weight * own;
                *found += weight;
            }
        }
    }
    let mut ranked: Vec<(usize, f32)> = sums
        .into_iter()
        .enumerate()
        .filter(|(_, (score, _))| *score > 0.0)
        .map(|(document, (score, found))| {
            (
                document,
                score * (1.0 - COORDINATION + COORDINATION * found / all_weights),
            )
        })
        .collect();
    ranked.sort_by(|left, right| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0)));
    ranked
}

/// What the word is worth in each document: its stem or its best completion, whichever is more.
fn word_scores(index: &Index, word: &Word) -> Vec<f32> {
    let mut scores = vec![0.0_f32; index.document_count()];
    let mut raise = |posting: &Posting, worth: f32| {
        if let Some(score) = scores.get_mut(posting.document) {
            *score = score.max(worth * saturated(index, posting));
        }
    };

    let exact = index.stem_number(&word.stem);
    let postings = exact.map_or(&[][..], |number| index.postings(number));
    let worth = rarity(index, postings.len());
    for posting in postings {
        raise(posting, worth);
    }

    if word.unfinished {
        let completions = completions(index, &word.folded, exact);
        // All completions are as rare as they are together; else the oddest word would win.
        let mut documents: Vec<usize> = postings.iter().map(|posting| posting.document).collect();
        for (number, _) in &completions {
            documents.extend(
                index
                    .postings(*number)
                    .iter()
                    .map(|posting| posting.document),
            );
        }
        documents.sort_unstable();
        documents.dedup();
        let worth = rarity(index, documents.len());
        for (number, closeness) in completions {
            for posting in index.postings(number) {
                raise(posting, worth * closeness);
            }
        }
    }
    scores
}

/// Stems of the words that begin with `prefix`, each with its closeness, without the stem `except`.
fn completions(index: &Index, prefix: &str, except: Option<usize>) -> Vec<(usize, f32)> {
    let mut spellings: Vec<(usize, usize)> = index
        .spellings_from(prefix)
        .filter(|(_, number)| Some(*number) != except)
        .map(|(spelling, number)| (spelling.chars().count(), number))
        .collect();
    spellings.sort_unstable();
    let typed = prefix.chars().count() as f32;
    let mut completions: Vec<(usize, f32)> = Vec::new();
    for (length, number) in spellings {
        if completions.len() == PREFIX_LIMIT {
            break;
        }
        if completions.iter().all(|(known, _)| *known != number) {
            completions.push((number, PREFIX_WEIGHT * (typed / length as f32).sqrt()));
        }
    }
    completions
}

/// Inverse document frequency, always above 0.
fn rarity(index: &Index, documents: usize) -> f32 {
    let (all, having) = (index.document_count() as f32, documents as f32);
    (1.0 + (all - having + 0.5) / (having + 0.5)).ln()
}

/// The weighted count of a word in a document, levelling off at `SATURATION + 1`.
fn saturated(index: &Index, posting: &Posting) -> f32 {
    let lengths = index.relative_lengths(posting.document);
    let field = |select: fn(&PerField) -> f32| {
        let b = select(&LENGTH_NORMALISATION);
        select(&FIELD_WEIGHT) * select(&posting.counts) / (1.0 - b + b * select(&lengths)).max(0.01)
    };
    let count = field(|of| of.title) + field(|of| of.aliases) + field(|of| of.body);
    count * (SATURATION + 1.0) / (count + SATURATION)
}
