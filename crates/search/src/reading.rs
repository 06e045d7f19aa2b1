//! How a query was meant: as typed, in the other keyboard layout, or Russian in Latin letters.
//! The reading of which the index knows most wins; what was typed wins when equal.

use crate::index::Index;
use crate::layout;
use crate::missing::is_looked_up;
use crate::query::{Word, distinct, is_known, words};

/// Beyond so many letters a word says no more of the reading it is in.
const LETTERS: usize = 8;

/// By how much another reading must be better known, as a share of the query. Lower rereads what
/// is merely misspelled.
const MARGIN: f32 = 0.2;

/// How a query was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// As it was typed.
    Typed,
    /// With the keyboard in the other layout: «gfhjkm» is «пароль».
    OtherLayout,
    /// Russian in Latin letters: «parol» is «пароль».
    Transliterated,
}

/// One piece of the query between spaces, in one reading.
#[derive(Clone)]
struct Piece {
    text: String,
    words: Vec<Word>,
    /// Letters of words that the index knows, and of all words.
    known: usize,
    all: usize,
}

impl Piece {
    fn new(index: &Index, text: String, words: Vec<Word>) -> Self {
        let letters = |words: &mut dyn Iterator<Item = &Word>| words.map(telling).sum();
        Self {
            known: letters(&mut words.iter().filter(|word| is_known(index, word))),
            all: letters(&mut words.iter()),
            words,
            text,
        }
    }

    fn is_known(&self) -> bool {
        self.known >= self.all
    }
}

/// How much a word says of the reading it is in, in letters: one or two say nothing.
fn telling(word: &Word) -> usize {
    match word.code.len() {
        ..3 => 0,
        letters => letters.min(LETTERS),
    }
}

/// The words of the query in the likeliest reading, the reading, and the query in it.
pub(crate) fn read(index: &Index, query: &str) -> (Vec<Word>, Reading, String) {
    let count = query.split_whitespace().count();
    let ends_open = !query.ends_with(char::is_whitespace);
    let typed: Vec<Piece> = query
        .split_whitespace()
        .enumerate()
        .map(|(at, piece)| {
            let is_last = ends_open && at + 1 == count;
            Piece::new(index, piece.to_owned(), words(piece, is_last).collect())
        })
        .collect();
    // Of the letters typed: another layout may fall apart into letters that mean nothing.
    let all = typed.iter().map(|piece| piece.all).sum::<usize>().max(1) as f32;
    let share =
        |pieces: &[Piece]| pieces.iter().map(|piece| piece.known).sum::<usize>() as f32 / all;
    let mut best = share(&typed) + MARGIN;
    let mut likeliest = (Reading::Typed, typed.clone());
    let mut all_words = typed.iter().flat_map(|piece| &piece.words);
    if best < 1.0 + MARGIN && all_words.all(|word| is_looked_up(index, word)) {
        for reading in [Reading::OtherLayout, Reading::Transliterated] {
            let read: Vec<Piece> = typed
                .iter()
                .map(|piece| reread(index, piece, reading))
                .collect();
            let known = share(&read);
            if known > best {
                best = known;
                likeliest = (reading, read);
            }
        }
    }
    let (reading, pieces) = likeliest;
    let texts: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
    let text = texts.join(" ");
    let words = distinct(pieces.into_iter().flat_map(|piece| piece.words));
    (words, reading, text)
}

/// The piece in another reading. One that is known as it stands stays, unless the reading knows it too.
fn reread(index: &Index, piece: &Piece, reading: Reading) -> Piece {
    let is_last = piece.words.iter().any(|word| word.is_unfinished);
    let Some(text) = text_in(reading, &piece.text) else {
        return piece.clone();
    };
    let mut read: Vec<Word> = words(&text, is_last).collect();
    if reading == Reading::Transliterated {
        read.iter_mut().for_each(|word| soften(index, word));
    }
    let read = Piece::new(index, text, read);
    if piece.is_known() && !read.is_known() {
        piece.clone()
    } else {
        read
    }
}

/// The text in another reading; `None` where it has none.
pub(crate) fn text_in(reading: Reading, text: &str) -> Option<String> {
    match reading {
        Reading::Typed => None,
        Reading::OtherLayout => layout::other_layout(text),
        Reading::Transliterated => {
            layout::in_russian(text.trim_end_matches(|letter: char| letter.is_ascii_punctuation()))
        }
    }
}

/// Marks a word as read out of Latin letters and gives it the soft sign that is seldom spelled.
fn soften(index: &Index, word: &mut Word) {
    word.is_sounded = true;
    if is_known(index, word) {
        return;
    }
    let softened = format!("{}ь", word.folded);
    let soft = words(&softened, false).next();
    if let Some(soft) = soft.filter(|soft| is_known(index, soft)) {
        *word = Word {
            is_unfinished: word.is_unfinished,
            is_sounded: true,
            ..soft
        };
    }
}
