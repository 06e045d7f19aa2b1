//! Highlighting: which stretches of a title or body answer the query, and the best stretch to show.
//! Stretches begin and end at word borders of the original text.

use std::ops::Range;

use crate::fold::{Token, is_space, tokens};
use crate::query::Word;
use crate::stem::stem;

/// How long a snippet is, in characters, give or take closing punctuation and `…`.
const SNIPPET_CHARS: usize = 160;

/// How many characters of punctuation may go with the outermost words of a snippet.
const PUNCTUATION_CHARS: usize = 8;

/// A stretch of text; joined, the runs give the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Plain text of the document: markup in it is to be shown, not interpreted.
    pub text: String,
    /// Whether this is a word that answers the query.
    pub hit: bool,
}

/// A word of the text and the query word it answers (its position), if any.
struct Marked {
    token: Token,
    word: Option<usize>,
}

/// The whole text.
pub(crate) fn whole(text: &str, words: &[Word]) -> Vec<Run> {
    runs(text, 0..text.len(), &mark(text, words))
}

/// The stretch with the most different query words, the earliest of equals; else the beginning.
pub(crate) fn snippet(text: &str, words: &[Word]) -> Vec<Run> {
    let marked = mark(text, words);
    runs(text, window(text, &marked), &marked)
}

fn mark(text: &str, words: &[Word]) -> Vec<Marked> {
    let only_stops = words.iter().all(|word| word.stop);
    let answers = |token: &Token| {
        let stem = stem(&token.folded);
        words.iter().position(|word| {
            (only_stops || !word.stop)
                && (word.stem == stem
                    || (word.unfinished && token.folded.starts_with(&word.folded)))
        })
    };
    tokens(text)
        .into_iter()
        .map(|token| Marked {
            word: answers(&token),
            token,
        })
        .collect()
}

/// The bytes of the snippet.
fn window(text: &str, marked: &[Marked]) -> Range<usize> {
    let total = text.chars().count();
    if total <= SNIPPET_CHARS {
        return 0..text.len();
    }
    let core = core(marked).unwrap_or(0..0);
    let lead = SNIPPET_CHARS.saturating_sub(core.len()) / 3;
    let earliest = core.start.saturating_sub(lead).min(total - SNIPPET_CHARS);
    let starts = marked
        .iter()
        .position(|word| word.token.chars.start >= earliest);
    let (start, first) = match starts.and_then(|at| Some((at, marked.get(at)?))) {
        Some((at, word)) if earliest > 0 => (widen_left(text, marked, at), word.token.chars.start),
        _ => (0, 0),
    };
    let end = if first + SNIPPET_CHARS >= total {
        text.len()
    } else {
        match marked
            .iter()
            .rposition(|word| word.token.chars.end <= first + SNIPPET_CHARS)
        {
            Some(at)
                if marked
                    .get(at)
                    .is_some_and(|word| word.token.bytes.start >= start) =>
            {
                widen_right(text, marked, at)
            }
            _ => text.len(),
        }
    };
    // A "word" longer than a snippet, or a text without words: cut at a character.
    let longest = SNIPPET_CHARS + 2 * PUNCTUATION_CHARS;
    let tail = text.get(start..end).unwrap_or_default();
    start
        ..tail
            .char_indices()
            .nth(longest)
            .map_or(end, |(offset, _)| start + offset)
}

/// The characters from the first to the last hit of the best stretch.
fn core(marked: &[Marked]) -> Option<Range<usize>> {
    let mut best: Option<((u32, usize), Range<usize>)> = None;
    for (at, first) in marked
        .iter()
        .enumerate()
        .filter(|(_, first)| first.word.is_some())
    {
        let from = first.token.chars.start;
        let (mut different, mut hits, mut to) = (0_u32, 0, first.token.chars.end);
        for next in marked.iter().skip(at) {
            if next.token.chars.end > from + SNIPPET_CHARS {
                break;
            }
            if let Some(word) = next.word {
                different |= 1_u32.checked_shl(word as u32).unwrap_or(0);
                hits += 1;
                to = next.token.chars.end;
            }
        }
        let worth = (different.count_ones(), hits);
        if best.as_ref().is_none_or(|(known, _)| worth > *known) {
            best = Some((worth, from..to));
        }
    }
    best.map(|(_, core)| core)
}

/// The byte where the word begins, with the punctuation glued to it.
fn widen_left(text: &str, marked: &[Marked], at: usize) -> usize {
    let start = marked.get(at).map_or(0, |word| word.token.bytes.start);
    let previous = at.checked_sub(1).and_then(|at| marked.get(at));
    let gap = text
        .get(previous.map_or(0, |word| word.token.bytes.end)..start)
        .unwrap_or_default();
    let glued = gap
        .chars()
        .rev()
        .take_while(|c| !is_space(*c))
        .take(PUNCTUATION_CHARS);
    start - glued.map(char::len_utf8).sum::<usize>()
}

/// The byte where the word ends, with the punctuation glued to it.
fn widen_right(text: &str, marked: &[Marked], at: usize) -> usize {
    let end = marked.get(at).map_or(0, |word| word.token.bytes.end);
    let next = marked
        .get(at + 1)
        .map_or(text.len(), |word| word.token.bytes.start);
    let gap = text.get(end..next).unwrap_or_default();
    let glued = gap
        .chars()
        .take_while(|c| !is_space(*c))
        .take(PUNCTUATION_CHARS);
    end + glued.map(char::len_utf8).sum::<usize>()
}

/// The text of `range` as runs, with `…` where the range leaves text out.
fn runs(text: &str, range: Range<usize>, marked: &[Marked]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut plain = String::from(if range.start > 0 { "…" } else { "" });
    let mut at = range.start;
    for word in marked.iter().filter(|word| word.word.is_some()) {
        let bytes = word.token.bytes.start.max(at)..word.token.bytes.end.min(range.end);
        let Some(hit) = text.get(bytes.clone()).filter(|hit| !hit.is_empty()) else {
            continue;
        };
        plain.push_str(text.get(at..bytes.start).unwrap_or_default());
        if !plain.is_empty() {
            runs.push(Run {
                text: std::mem::take(&mut plain),
                hit: false,
            });
        }
        runs.push(Run {
            text: hit.to_owned(),
            hit: true,
        });
        at = bytes.end;
    }
    plain.push_str(text.get(at..range.end).unwrap_or_default());
    if range.end < text.len() {
        plain.push('…');
    }
    if !plain.is_empty() {
        runs.push(Run {
            text: plain,
            hit: false,
        });
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::words;

    fn show(runs: &[Run]) -> String {
        runs.iter()
            .map(|run| {
                if run.hit {
                    format!("[{}]", run.text)
                } else {
                    run.text.clone()
                }
            })
            .collect()
    }

    #[test]
    fn forms_beginnings_and_nothing_else_are_marked() {
        let marked = |text, query| show(&whole(text, &words(query)));
        assert_eq!(
            marked("Как восстановить пароль?", "паролем как"),
            "Как восстановить [пароль]?"
        );
        assert_eq!(marked("Ещё раз: ёлка", "елка "), "Ещё раз: [ёлка]");
        assert_eq!(
            marked("Паспорт и паспортный стол", "паспорт"),
            "[Паспорт] и [паспортный] стол"
        );
        assert_eq!(marked("Что делать", "что "), "[Что] делать");
        assert_eq!(marked("", "что"), "");
    }

    #[test]
    fn markup_stays_text() {
        let marked = show(&whole(
            "<b>Паспорт</b> & <script>",
            &words("паспорт script"),
        ));
        assert_eq!(marked, "<b>[Паспорт]</b> & <[script]>");
    }

    #[test]
    fn snippet_surrounds_the_best_place() {
        let filler = "Здесь идут другие слова. ".repeat(40);
        let body = format!("{filler}Снилс. {filler}Номер «снилс» на портале! {filler}");
        let runs = snippet(&body, &words("номер снилс портал"));
        let text = show(&runs);
        assert!(text.contains("[Номер] «[снилс]» на [портале]!"), "{text}");
        assert!(text.starts_with('…') && text.ends_with('…'), "{text}");
        let length: usize = runs.iter().map(|run| run.text.chars().count()).sum();
        assert!((100..=SNIPPET_CHARS + 20).contains(&length), "{length}");
    }

    #[test]
    fn snippet_without_hits_is_the_beginning() {
        let text = show(&snippet(&"слово ".repeat(100), &words("нету")));
        assert!(
            text.starts_with("слово слово") && text.ends_with("слово…"),
            "{text}"
        );
    }

    #[test]
    fn snippet_at_the_end_of_the_text_has_no_ellipsis_there() {
        let text = show(&snippet(
            &format!("{}конец.", "слово ".repeat(100)),
            &words("конец"),
        ));
        assert!(
            text.starts_with("…слово") && text.ends_with(" [конец]."),
            "{text}"
        );
    }

    #[test]
    fn texts_without_borders_are_cut_at_a_character() {
        for body in ["ы".repeat(5000), "🙂".repeat(5000), "...".repeat(5000)] {
            let length: usize = snippet(&body, &words("ы"))
                .iter()
                .map(|run| run.text.chars().count())
                .sum();
            assert!(length <= SNIPPET_CHARS + 20, "{length}");
        }
    }
}
