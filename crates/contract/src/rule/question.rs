//! The rule of a well-put question (spec B21, N09, N10): one sentence that starts with an action or a question word.
//! A coach, not a gate: forms never refuse a subject by it.

use super::{check_length, password::is_capital};
use crate::violation::Violation;

/// Shortest and longest question, in characters.
const LENGTH: (usize, usize) = (10, 200);

/// Words that open a question.
const OPENERS: [&str; 28] = [
    "как",
    "что",
    "почему",
    "где",
    "когда",
    "какой",
    "какая",
    "какое",
    "какие",
    "какую",
    "кто",
    "кому",
    "сколько",
    "куда",
    "откуда",
    "зачем",
    "можно",
    "нужно",
    "чем",
    "можете",
    "how",
    "what",
    "why",
    "where",
    "when",
    "which",
    "who",
    "can",
];

/// Nouns that end as verbs do.
const NOUNS: [&str; 9] = [
    "область",
    "часть",
    "новости",
    "дети",
    "сеть",
    "пути",
    "печать",
    "помощь",
    "очередь",
];

/// Actions of English, whose verbs have no ending of their own.
const ACTIONS: [&str; 18] = [
    "get", "check", "clarify", "find", "explain", "change", "add", "remove", "send", "confirm",
    "report", "cancel", "request", "update", "restore", "correct", "learn", "receive",
];

/// Checks a line that is already normalised.
///
/// # Errors
/// A length, [`Violation::Question`] or [`Violation::Sentences`].
pub fn question(line: &str) -> Result<(), Violation> {
    let (min, max) = LENGTH;
    check_length(line, min, max)?;
    let opener = line
        .split(|c: char| !c.is_alphabetic())
        .find(|word| !word.is_empty())
        .unwrap_or_default();
    let opener: String = opener.chars().map(lowered).collect();
    let opener = opener.as_str();
    if !(OPENERS.contains(&opener) || ACTIONS.contains(&opener) || is_infinitive(opener)) {
        return Err(Violation::Question);
    }
    if sentences(line).len() > 1 {
        return Err(Violation::Sentences);
    }
    Ok(())
}

/// A capital letter of the two languages as a small one.
#[must_use]
pub fn lowered(c: char) -> char {
    match c {
        'А'..='Я' => char::from_u32(u32::from(c) + 0x20).unwrap_or(c),
        'Ё' => 'ё',
        _ => c.to_ascii_lowercase(),
    }
}

/// A Russian verb as dictionaries name it: «уточнить», «найти», «помочь», «записаться».
fn is_infinitive(word: &str) -> bool {
    word.chars().count() > 3
        && !word.ends_with("ость")
        && !word.ends_with("ости")
        && !NOUNS.contains(&word)
        && ["ть", "ти", "чь", "ться", "тись", "чься"]
            .iter()
            .any(|ending| word.ends_with(ending))
}

/// The sentences of a text. A dot after a short word («ул. Ленина») ends none.
#[must_use]
pub fn sentences(text: &str) -> Vec<String> {
    let mut sentences: Vec<String> = Vec::new();
    let mut is_over = true;
    for word in text.split_whitespace() {
        match sentences.last_mut() {
            Some(sentence) if !(is_over && word.starts_with(is_capital)) => {
                sentence.push(' ');
                sentence.push_str(word);
            }
            _ => sentences.push(word.to_owned()),
        }
        is_over =
            word.ends_with(['!', '?', '…']) || word.ends_with('.') && word.chars().count() > 4;
    }
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_sentence_that_starts_with_an_action_is_a_question() {
        for good in [
            "Получить статус заявки №12345",
            "Уточнить причину отклонения обращения",
            "Почему не приходит код на ул. Ленина?",
            "Записаться на приём в МФЦ",
            "Подать заявление на пособие",
            "Кто подписывает доверенность?",
            "Сколько ждать ответа на обращение",
            "How do I restore access?",
            "Clarify why the request was refused",
        ] {
            assert_eq!(question(good), Ok(()), "{good}");
        }
        for noun in [
            "Статус моей заявки",
            "Задолженность по налогам",
            "Новости портала за неделю",
        ] {
            assert_eq!(question(noun), Err(Violation::Question), "{noun}");
        }
        assert_eq!(
            question("Как войти в кабинет? Код не приходит."),
            Err(Violation::Sentences)
        );
        assert_eq!(question("Как?"), Err(Violation::TooShort { min: 10 }));
    }

    #[test]
    fn a_text_falls_apart_into_its_sentences() {
        assert_eq!(
            sentences("Как войти на ул. Ленина?  Код не приходит. что делать"),
            ["Как войти на ул. Ленина?", "Код не приходит. что делать"]
        );
        assert_eq!(sentences(" "), [""; 0]);
    }
}
