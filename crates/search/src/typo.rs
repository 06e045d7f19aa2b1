//! Which known stems a mistyped word may mean: edit distance with transpositions (optimal string
//! alignment) between the word and the stem with any of its usual endings.

use crate::alphabet::encode;

/// Longest word that is corrected, in letters. Longer ones are no words.
const LETTERS: usize = 32;

/// Longest ending.
const ENDING: usize = 5;

/// What a mistake in the first letter costs more: people rarely miss it.
const FIRST_COST: f32 = 0.3;

/// What it costs when the word, mistakes and all, is only the beginning of the stem.
const BEGINNING_COST: f32 = 0.5;

/// Endings that stems come with, parted by spaces.
const RUSSIAN_ENDINGS: &str = "а е и й л н о у ы ь ю я ай ал ам ан ах ая ев ее еи ей ем ен ет ею ие ии ий ил им ит их ию ия ла \
    ли ло на но ны нь ов ое ой ом ою ть уй ую ые ый ыл ым ыт ых ье ью ья ют юю ям ят ях яя аем ает \
    ала али ало ами ана ано аны ать ают ающ его ему ена ено ены ете ешь ией ием ила или ило ими ите \
    ить ишь иям иях йте нно ого ому ост тся ует уют ыла ыли ыло ыми ыть ями аете аешь айте ался \
    анно вший ейте ется ился ится иями нная нное нные нный нных ости ость ться уйте ются ятся авший \
    ается алась ались анный аться аются ающая ающий енная енное енные енный ивший илась ились иться \
    нного остью уется уются ующая ующие ующий";
const ENGLISH_ENDINGS: &str =
    "s es e ed er ing y ly ies ied ion ions ment ments able al ness d r ers ings";

/// A mistyped word.
pub(crate) struct Typo<'word> {
    word: &'word [u8],
    /// Mistakes allowed.
    most: u8,
    letters: u64,
    /// Letters of the beginning of the word, which is no ending.
    beginning: u64,
    is_unfinished: bool,
    endings: Vec<Vec<u8>>,
}

/// A line of the table of distances: from what was read so far to each beginning of the word.
type Line = [u8; LETTERS + 1];

impl<'word> Typo<'word> {
    /// `None` when the word is too short or too long to be corrected.
    pub(crate) fn new(word: &'word [u8], is_unfinished: bool) -> Option<Self> {
        let most = match word.len() {
            4..=7 => 1,
            8..=LETTERS => 2,
            _ => return None,
        };
        let ending = if is_unfinished { ENDING - 2 } else { ENDING };
        let beginning = word.len().saturating_sub(ending).max(3);
        let is_english = word.iter().all(u8::is_ascii);
        let endings = if is_english {
            ENGLISH_ENDINGS
        } else {
            RUSSIAN_ENDINGS
        };
        Some(Self {
            word,
            most,
            letters: letters(word),
            beginning: letters(word.get(..beginning).unwrap_or(word)),
            is_unfinished,
            endings: endings.split_whitespace().map(encode).collect(),
        })
    }

    /// How many mistakes part the word from the stem with its likeliest ending, with a little
    /// more for what is unlikely; `None` when too many.
    pub(crate) fn cost(&self, stem: &[u8]) -> Option<f32> {
        let width = self.word.len();
        let most = usize::from(self.most);
        let is_too_long = stem.len() > width + most && !self.is_unfinished;
        if is_too_long || stem.len() + ENDING + most < width || !(3..=LETTERS).contains(&stem.len())
        {
            return None;
        }
        if !self.may_begin(stem) {
            return None;
        }
        // Every letter of the stem that the word lacks is a mistake.
        let own = letters(stem);
        if !self.is_unfinished && (own & !self.letters).count_ones() > u32::from(self.most) {
            return None;
        }
        // So is every letter of the word's beginning that the stem lacks.
        if (self.beginning & !own).count_ones() > u32::from(self.most) {
            return None;
        }
        self.distance(stem).map(|mistakes| {
            let is_same = stem.first() == self.word.first();
            mistakes + if is_same { 0.0 } else { FIRST_COST }
        })
    }

    fn letter(&self, place: usize) -> u8 {
        self.word.get(place).copied().unwrap_or_default()
    }

    /// Whether the first two letters are those of the stem but for one mistake.
    fn may_begin(&self, stem: &[u8]) -> bool {
        let [first, second] = [0, 1].map(|at| self.word.get(at));
        let (own, next) = (stem.first(), stem.get(1));
        first == own || second == own || first == next || second == next
    }

    fn distance(&self, stem: &[u8]) -> Option<f32> {
        let width = self.word.len();
        let mut table = Table::new(self.most);
        let mut beginning = FAR;
        for letter in stem {
            table.read(self, *letter);
            beginning = beginning.min(at(&table.above, width));
            if table.least > self.most {
                break;
            }
        }
        let beginning = (self.is_unfinished && beginning <= self.most)
            .then(|| f32::from(beginning) + BEGINNING_COST);
        let ended = self.ended(&table).map(f32::from);
        match (ended, beginning) {
            (Some(ended), Some(beginning)) => Some(ended.min(beginning)),
            (ended, beginning) => ended.or(beginning),
        }
    }

    /// Mistakes with the best ending after the stem that the table has read.
    fn ended(&self, stem: &Table) -> Option<u8> {
        let width = self.word.len();
        let mut least = at(&stem.above, width);
        if stem.least > self.most {
            return None;
        }
        for ending in &self.endings {
            if least == stem.least {
                break;
            }
            let length = stem.row + ending.len();
            if length + usize::from(least.min(self.most + 1)) <= width
                || length >= width + usize::from(least.min(self.most + 1))
            {
                continue;
            }
            let mut table = *stem;
            for letter in ending {
                table.read(self, *letter);
                if table.least >= least {
                    break;
                }
            }
            least = least.min(at(&table.above, width));
        }
        (least <= self.most).then_some(least)
    }
}

/// The last two lines of the table of distances. Only cells that may hold an allowed number of mistakes are filled:
/// those no farther from the diagonal than that number.
#[derive(Clone, Copy)]
struct Table {
    before: Line,
    above: Line,
    /// The letter read last.
    last: u8,
    /// How many letters were read.
    row: usize,
    /// The least number of the last line.
    least: u8,
}

impl Table {
    fn new(most: u8) -> Self {
        let first = |at: usize| {
            if at <= usize::from(most) {
                at as u8
            } else {
                FAR
            }
        };
        Self {
            before: [FAR; LETTERS + 1],
            above: std::array::from_fn(first),
            last: 0,
            row: 0,
            least: 0,
        }
    }

    /// Adds the line of one more letter.
    #[inline]
    fn read(&mut self, typo: &Typo, letter: u8) {
        self.row += 1;
        let most = usize::from(typo.most);
        let mut line: Line = [FAR; LETTERS + 1];
        let mut left = FAR;
        self.least = FAR;
        let start = self.row.saturating_sub(most);
        if start == 0 {
            left = self.row as u8;
            self.least = left;
            line[0] = left;
        }
        let from = start.max(1);
        let word = typo.word.get(from - 1..).unwrap_or_default();
        let mut previous = from.checked_sub(2).map_or(0, |place| typo.letter(place));
        for (place, own) in (from..=self.row + most).zip(word) {
            let mut least = (at(&self.above, place - 1) + u8::from(*own != letter))
                .min(at(&self.above, place) + 1)
                .min(left + 1);
            if *own == self.last && previous == letter {
                let crossed = place
                    .checked_sub(2)
                    .map_or(FAR, |place| at(&self.before, place));
                least = least.min(crossed + 1);
            }
            if let Some(cell) = line.get_mut(place) {
                *cell = least;
            }
            self.least = self.least.min(least);
            (left, previous) = (least, *own);
        }
        (self.before, self.above, self.last) = (self.above, line, letter);
    }
}

/// Farther than any word is from another, and room to add.
const FAR: u8 = u8::MAX / 2;

#[inline]
fn at(line: &Line, place: usize) -> u8 {
    line.get(place).copied().unwrap_or(FAR)
}

/// Which letters stand in a word, a bit for each of 64 classes.
fn letters(word: &[u8]) -> u64 {
    word.iter()
        .fold(0, |mask, letter| mask | 1 << (letter & 63))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost(word: &str, stem: &str) -> Option<f32> {
        Typo::new(&encode(word), false)?.cost(&encode(stem))
    }

    #[test]
    fn one_mistake_in_a_short_word_two_in_a_long_one() {
        assert_eq!(cost("паорль", "парол"), Some(1.0));
        assert_eq!(cost("пароолем", "парол"), Some(1.0));
        assert_eq!(cost("получитбь", "получ"), Some(1.0));
        assert_eq!(cost("проле", "пароход"), None);
        assert_eq!(cost("зяавлегие", "заявлен"), Some(2.0));
        assert_eq!(cost("passwrod", "password"), Some(1.0));
        assert_eq!(cost("сертефикат", "сертификат"), Some(1.0));
    }

    #[test]
    fn what_is_no_ending_is_not_left_over() {
        assert_eq!(cost("сберанк", "сбор"), None);
        assert_eq!(cost("виждео", "виж"), None);
    }

    #[test]
    fn a_wrong_first_letter_costs_more() {
        assert!(cost("распорт", "паспорт") > cost("пааспорт", "паспорт"));
    }

    #[test]
    fn short_words_and_endless_ones_are_left_alone() {
        assert!(Typo::new(&encode("мфц"), true).is_none());
        assert!(Typo::new(&[b'a'; 400], true).is_none());
    }
}
