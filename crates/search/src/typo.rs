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
        if !self.is_unfinished
            && (letters(stem) & !self.letters).count_ones() > u32::from(self.most)
        {
            return None;
        }
        // So is every letter of the word's beginning that the stem lacks.
        if (self.beginning & !letters(stem)).count_ones() > u32::from(self.most) {
            return None;
        }
        self.distance(stem).map(|mistakes| {
            let is_same = stem.first() == self.word.first();
            mistakes + if is_same { 0.0 } else { FIRST_COST }
        })
    }

    /// Whether the first two letters are those of the stem but for one mistake.
    fn may_begin(&self, stem: &[u8]) -> bool {
        let [first, second] = [0, 1].map(|at| self.word.get(at));
        let (own, next) = (stem.first(), stem.get(1));
        first == own || second == own || first == next || second == next
    }

    fn distance(&self, stem: &[u8]) -> Option<f32> {
        let width = self.word.len();
        let mut above: Line = std::array::from_fn(|at| at as u8);
        let mut before: Line = [FAR; LETTERS + 1];
        let mut beginning = u8::MAX;
        let mut last = 0;
        for letter in stem {
            let line = self.line(&before, &above, last, *letter);
            (before, above, last) = (above, line, *letter);
            beginning = beginning.min(at(&above, width));
            if above
                .iter()
                .take(width + 1)
                .all(|mistakes| *mistakes > self.most)
            {
                break;
            }
        }
        let beginning = (self.is_unfinished && beginning <= self.most)
            .then(|| f32::from(beginning) + BEGINNING_COST);
        let ended = self.ended(stem, before, above, last).map(f32::from);
        match (ended, beginning) {
            (Some(ended), Some(beginning)) => Some(ended.min(beginning)),
            (ended, beginning) => ended.or(beginning),
        }
    }

    /// Mistakes with the best ending.
    fn ended(&self, stem: &[u8], before: Line, above: Line, last: u8) -> Option<u8> {
        let width = self.word.len();
        let mut least = at(&above, width);
        let open = above
            .iter()
            .take(width + 1)
            .min()
            .copied()
            .unwrap_or(u8::MAX);
        if open > self.most {
            return None;
        }
        for ending in &self.endings {
            if least == open {
                break;
            }
            let length = stem.len() + ending.len();
            if length + usize::from(least.min(self.most + 1)) <= width
                || length >= width + usize::from(least.min(self.most + 1))
            {
                continue;
            }
            let (mut before, mut above, mut last) = (before, above, last);
            for letter in ending {
                let line = self.line(&before, &above, last, *letter);
                (before, above, last) = (above, line, *letter);
                if above
                    .iter()
                    .take(width + 1)
                    .all(|mistakes| *mistakes >= least)
                {
                    break;
                }
            }
            least = least.min(at(&above, width));
        }
        (least <= self.most).then_some(least)
    }

    /// The line after one more letter.
    #[inline]
    fn line(&self, before: &Line, above: &Line, last: u8, letter: u8) -> Line {
        let mut line: Line = [FAR; LETTERS + 1];
        let mut left = at(above, 0) + 1;
        let mut previous = 0;
        let crossed = std::iter::once(&FAR).chain(before);
        let cells = line.iter_mut().zip(above.windows(2)).zip(crossed);
        let mut place = 0;
        for (own, ((cell, pair), crossed)) in self.word.iter().zip(cells) {
            place += 1;
            let [corner, up] = pair else { break };
            let mut least = (corner + u8::from(*own != letter))
                .min(up + 1)
                .min(left + 1);
            if *own == last && previous == letter {
                least = least.min(crossed + 1);
            }
            // Each cell is written one late: the first is known already.
            *cell = std::mem::replace(&mut left, least);
            previous = *own;
        }
        if let Some(end) = line.get_mut(place) {
            *end = left;
        }
        line
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
