//! The Russian stemmer of the Snowball project, written from its published description
//! (<https://snowballstem.org/algorithms/russian/stemmer.html>). Expects `ё` folded to `е`.
//! It only cuts endings off, so a stem is always a beginning of the word.

use super::region;

/// Endings that count only after `а` or `я`, and endings that count anywhere.
struct Endings {
    after_a: &'static [&'static str],
    anywhere: &'static [&'static str],
}

const PERFECTIVE_GERUND: Endings = Endings {
    after_a: &["в", "вши", "вшись"],
    anywhere: &["ив", "ивши", "ившись", "ыв", "ывши", "ывшись"],
};
const ADJECTIVE: Endings = Endings {
    after_a: &[],
    anywhere: &[
        "ее", "ие", "ые", "ое", "ими", "ыми", "ей", "ий", "ый", "ой", "ем", "им", "ым", "ом",
        "его", "ого", "ему", "ому", "их", "ых", "ую", "юю", "ая", "яя", "ою", "ею",
    ],
};
const PARTICIPLE: Endings = Endings {
    after_a: &["ем", "нн", "вш", "ющ", "щ"],
    anywhere: &["ивш", "ывш", "ующ"],
};
const REFLEXIVE: Endings = Endings {
    after_a: &[],
    anywhere: &["ся", "сь"],
};
const VERB: Endings = Endings {
    after_a: &[
        "ла", "на", "ете", "йте", "ли", "й", "л", "ем", "н", "ло", "но", "ет", "ют", "ны", "ть",
        "ешь", "нно",
    ],
    anywhere: &[
        "ила", "ыла", "ена", "ейте", "уйте", "ите", "или", "ыли", "ей", "уй", "ил", "ыл", "им",
        "ым", "ен", "ило", "ыло", "ено", "ят", "ует", "уют", "ит", "ыт", "ены", "ить", "ыть",
        "ишь", "ую", "ю",
    ],
};
const NOUN: Endings = Endings {
    after_a: &[],
    anywhere: &[
        "а", "ев", "ов", "ие", "ье", "е", "иями", "ями", "ами", "еи", "ии", "и", "ией", "ей", "ой",
        "ий", "й", "иям", "ям", "ием", "ем", "ам", "ом", "о", "у", "ах", "иях", "ях", "ы", "ь",
        "ию", "ью", "ю", "ия", "ья", "я",
    ],
};
const SUPERLATIVE: Endings = Endings {
    after_a: &[],
    anywhere: &["ейш", "ейше"],
};
const DERIVATIONAL: Endings = Endings {
    after_a: &[],
    anywhere: &["ост", "ость"],
};

/// The stem of a word of `а`..=`я`.
pub(super) fn stem(word: &str) -> &str {
    let Some(rv) = word.char_indices().find(|(_, letter)| is_vowel(*letter)) else {
        return word;
    };
    let rv = rv.0 + rv.1.len_utf8();
    let r2 = region(word, region(word, 0, is_vowel), is_vowel);

    let word = inflection(word, rv);
    let word = cut(word, rv, "и").unwrap_or(word);
    let word = DERIVATIONAL.cut(word, r2).unwrap_or(word);
    tidy(word, rv)
}

/// Step 1: the inflectional ending, looked for from the most telling kind to the least.
fn inflection(word: &str, rv: usize) -> &str {
    if let Some(rest) = PERFECTIVE_GERUND.cut(word, rv) {
        return rest;
    }
    let word = REFLEXIVE.cut(word, rv).unwrap_or(word);
    if let Some(rest) = ADJECTIVE.cut(word, rv) {
        return PARTICIPLE.cut(rest, rv).unwrap_or(rest);
    }
    VERB.cut(word, rv)
        .or_else(|| NOUN.cut(word, rv))
        .unwrap_or(word)
}

/// Step 4: `нн` becomes `н`, a superlative goes (and then `нн` too), else a final `ь` goes.
fn tidy(word: &str, rv: usize) -> &str {
    let plain = SUPERLATIVE.cut(word, rv);
    let base = plain.unwrap_or(word);
    match cut(base, rv, "нн") {
        Some(_) => base.strip_suffix('н').unwrap_or(base),
        None if plain.is_some() => base,
        None => cut(base, rv, "ь").unwrap_or(base),
    }
}

impl Endings {
    /// The word without its longest ending that lies wholly after byte `start`. When that ending
    /// lacks its `а` or `я`, a shorter one is not tried: the rule of the algorithm.
    fn cut<'word>(&self, word: &'word str, start: usize) -> Option<&'word str> {
        let longest = |endings: &[&str]| {
            endings
                .iter()
                .filter_map(|ending| cut(word, start, ending))
                .min_by_key(|rest| rest.len())
        };
        let (conditional, free) = (longest(self.after_a), longest(self.anywhere));
        match (conditional, free) {
            (Some(rest), Some(free)) if free.len() < rest.len() => Some(free),
            (Some(rest), _) => cut(rest, start, "а")
                .or_else(|| cut(rest, start, "я"))
                .map(|_| rest),
            (None, free) => free,
        }
    }
}

fn cut<'word>(word: &'word str, start: usize, ending: &str) -> Option<&'word str> {
    word.strip_suffix(ending).filter(|rest| rest.len() >= start)
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'а' | 'е' | 'и' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я')
}

#[cfg(test)]
mod tests {
    #[test]
    fn forms_share_their_stem() {
        for (stem, forms) in [
            ("в", "в"),
            (
                "парол",
                "пароль пароля паролю паролем пароле пароли паролей паролями",
            ),
            (
                "восстанов",
                "восстановить восстановил восстановите восстановив восстановится",
            ),
            (
                "восстановлен",
                "восстановление восстановления восстановлением восстановлении",
            ),
            ("вагон", "вагон вагона вагоне вагонов вагоном вагоны"),
            (
                "важн",
                "важная важнее важнейшие важнейшими важно важного важной",
            ),
            ("важност", "важности важность важностью важностию"),
            ("пада", "падал падала падает падаешь падать"),
            ("документ", "документ документы документов документами"),
            ("льгот", "льгота льготы льготам льготой"),
            ("справк", "справка справки справку справкой"),
            ("госуслуг", "госуслуги госуслуг госуслугами"),
            ("получ", "получен получена получены получить"),
        ] {
            for form in forms.split(' ') {
                assert_eq!(super::stem(form), stem, "{form}");
            }
        }
    }
}
