//! The English stemmer of the Snowball project (Porter2), written from its published description
//! (<https://snowballstem.org/algorithms/english/stemmer.html>), with fewer word exceptions.

use super::region;

/// Words the rules would spoil, and their stems.
const EXCEPTIONS: [(&str, &str); 13] = [
    ("skis", "ski"),
    ("skies", "sky"),
    ("sky", "sky"),
    ("news", "news"),
    ("atlas", "atlas"),
    ("bias", "bias"),
    ("dying", "die"),
    ("lying", "lie"),
    ("tying", "tie"),
    ("idly", "idl"),
    ("ugly", "ugli"),
    ("early", "earli"),
    ("only", "onli"),
];

/// Words that stay as they are once a plural `s` is off: their last letters only look like an ending.
const WHOLE: [&str; 9] = [
    "inning", "outing", "canning", "herring", "earring", "evening", "proceed", "exceed", "succeed",
];

/// Beginnings after which R1 starts at once, so that unlike words do not fall together.
const LONG_BEGINNINGS: [&str; 8] = [
    "gener", "commun", "arsen", "univers", "later", "emerg", "organ", "inter",
];

/// An ending and what replaces it.
type Rule = (&'static str, &'static str);

const STEP_2: [Rule; 25] = [
    ("tional", "tion"),
    ("enci", "ence"),
    ("anci", "ance"),
    ("abli", "able"),
    ("entli", "ent"),
    ("izer", "ize"),
    ("ization", "ize"),
    ("ational", "ate"),
    ("ation", "ate"),
    ("ator", "ate"),
    ("alism", "al"),
    ("aliti", "al"),
    ("alli", "al"),
    ("fulness", "ful"),
    ("ousli", "ous"),
    ("ousness", "ous"),
    ("iveness", "ive"),
    ("iviti", "ive"),
    ("biliti", "ble"),
    ("bli", "ble"),
    ("ogist", "og"),
    ("ogi", "og"),
    ("fulli", "ful"),
    ("lessli", "less"),
    ("li", ""),
];
const STEP_3: [Rule; 9] = [
    ("tional", "tion"),
    ("ational", "ate"),
    ("alize", "al"),
    ("icate", "ic"),
    ("iciti", "ic"),
    ("ical", "ic"),
    ("ful", ""),
    ("ness", ""),
    ("ative", ""),
];
const STEP_4: [Rule; 18] = [
    ("al", ""),
    ("ance", ""),
    ("ence", ""),
    ("er", ""),
    ("ic", ""),
    ("able", ""),
    ("ible", ""),
    ("ant", ""),
    ("ement", ""),
    ("ment", ""),
    ("ent", ""),
    ("ism", ""),
    ("ate", ""),
    ("iti", ""),
    ("ous", ""),
    ("ive", ""),
    ("ize", ""),
    ("ion", ""),
];

/// The stem of a word of `a`..=`z`.
pub(super) fn stem(word: &str) -> String {
    if let Some((_, stem)) = EXCEPTIONS.iter().find(|(exception, _)| *exception == word) {
        return (*stem).to_owned();
    }
    if word.len() <= 2 {
        return word.to_owned();
    }
    let mut word = mark_consonant_y(word);
    let r1 = LONG_BEGINNINGS
        .iter()
        .find(|beginning| word.starts_with(**beginning))
        .map_or_else(|| region(&word, 0, is_vowel), |beginning| beginning.len());
    let r2 = region(&word, r1, is_vowel);

    plural(&mut word);
    if WHOLE.contains(&word.as_str()) {
        return word;
    }
    past_and_gerund(&mut word, r1);
    final_y(&mut word);
    step(&mut word, &STEP_2, |rest, ending| {
        rest.len() >= r1
            && match ending {
                "ogi" => rest.ends_with('l'),
                "li" => rest.ends_with(['c', 'd', 'e', 'g', 'h', 'k', 'm', 'n', 'r', 't']),
                _ => true,
            }
    });
    step(&mut word, &STEP_3, |rest, ending| {
        rest.len() >= if ending == "ative" { r2 } else { r1 }
    });
    step(&mut word, &STEP_4, |rest, ending| {
        rest.len() >= r2 && (ending != "ion" || rest.ends_with(['s', 't']))
    });
    final_e_or_l(&mut word, r1, r2);
    word.make_ascii_lowercase();
    word
}

/// Applies the rule with the longest ending the word has, if the ending is allowed there.
fn step(word: &mut String, rules: &[Rule], allowed: impl Fn(&str, &str) -> bool) {
    let longest = rules
        .iter()
        .filter(|(ending, _)| word.ends_with(ending))
        .max_by_key(|rule| rule.0.len());
    if let Some((ending, replacement)) = longest
        && let Some(rest) = word.strip_suffix(ending)
        && allowed(rest, ending)
    {
        word.truncate(rest.len());
        word.push_str(replacement);
    }
}

/// `y` at the start or after a vowel is a consonant, written `Y` until the end.
fn mark_consonant_y(word: &str) -> String {
    let mut after_vowel = true;
    word.chars()
        .map(|letter| {
            let consonant = letter == 'y' && after_vowel;
            after_vowel = is_vowel(letter) && !consonant;
            if consonant { 'Y' } else { letter }
        })
        .collect()
}

/// Step 1a.
fn plural(word: &mut String) {
    if word.ends_with("sses") {
        word.truncate(word.len() - 2);
    } else if word.ends_with("ied") || word.ends_with("ies") {
        word.truncate(word.len() - if word.len() > 4 { 2 } else { 1 });
    } else if let Some(rest) = word.strip_suffix('s')
        && !rest.ends_with(['u', 's'])
        && rest
            .char_indices()
            .any(|(at, letter)| is_vowel(letter) && at + 1 < rest.len())
    {
        word.pop();
    }
}

/// Step 1b.
fn past_and_gerund(word: &mut String, r1: usize) {
    let Some(ending) = ["eedly", "ingly", "edly", "eed", "ing", "ed"]
        .into_iter()
        .find(|ending| word.ends_with(ending))
    else {
        return;
    };
    let rest = word.len() - ending.len();
    if ending.starts_with("ee") {
        if rest >= r1 {
            word.truncate(rest + 2);
        }
        return;
    }
    if !word.get(..rest).is_some_and(|rest| rest.contains(is_vowel)) {
        return;
    }
    word.truncate(rest);
    if word.ends_with("at") || word.ends_with("bl") || word.ends_with("iz") {
        word.push('e');
    } else if ends_doubled(word) {
        word.pop();
    } else if word.len() <= r1 && ends_in_short_syllable(word) {
        word.push('e');
    }
}

/// Step 1c.
fn final_y(word: &mut String) {
    if let Some(rest) = word.strip_suffix(['y', 'Y'])
        && rest.len() > 1
        && !rest.ends_with(is_vowel)
    {
        word.pop();
        word.push('i');
    }
}

/// Step 5.
fn final_e_or_l(word: &mut String, r1: usize, r2: usize) {
    let goes = if let Some(rest) = word.strip_suffix('e') {
        rest.len() >= r2 || (rest.len() >= r1 && !ends_in_short_syllable(rest))
    } else {
        word.strip_suffix('l')
            .is_some_and(|rest| rest.len() >= r2 && rest.ends_with('l'))
    };
    if goes {
        word.pop();
    }
}

/// Doubled consonants that gerunds and past forms add (`running`); `add`, `egg` and `off` keep theirs.
fn ends_doubled(word: &str) -> bool {
    ["bb", "dd", "ff", "gg", "mm", "nn", "pp", "rr", "tt"]
        .iter()
        .any(|double| {
            word.strip_suffix(double)
                .is_some_and(|rest| !matches!(rest, "a" | "e" | "o"))
        })
}

/// `past` counts as one, so that `paste` keeps its `e`.
fn ends_in_short_syllable(word: &str) -> bool {
    if word == "past" {
        return true;
    }
    let mut letters = word.chars().rev();
    let (Some(last), Some(middle)) = (letters.next(), letters.next()) else {
        return false;
    };
    is_vowel(middle)
        && !is_vowel(last)
        && letters
            .next()
            .is_none_or(|first| !is_vowel(first) && !matches!(last, 'w' | 'x' | 'Y'))
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

#[cfg(test)]
mod tests {
    #[test]
    fn forms_share_their_stem() {
        for (stem, forms) in [
            ("is", "is"),
            ("password", "password passwords"),
            ("consign", "consign consigned consigning consignment"),
            ("consist", "consist consistency consistent consisting"),
            ("consolid", "consolidate consolidating consolidation"),
            ("knackeri", "knackeries"),
            ("knight", "knight knightly knights"),
            ("applic", "application applications"),
            ("appli", "apply applies applied"),
            ("run", "run running runs"),
            ("hope", "hope hoped hoping"),
            ("reset", "reset resets resetting"),
            ("certif", "certificate certificates"),
            ("child", "child"),
            ("tie", "ties tied tying tie"),
            ("gas", "gas"),
            ("sky", "sky skies"),
            ("agre", "agree agreed agrees"),
            ("employ", "employ employer employing"),
            ("univers", "universe"),
            ("day", "day days"),
            ("exceed", "exceed exceeds"),
            ("paste", "paste pastes"),
        ] {
            for form in forms.split(' ') {
                assert_eq!(super::stem(form), stem, "{form}");
            }
        }
    }
}
