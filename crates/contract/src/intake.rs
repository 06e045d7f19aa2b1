//! What stands before the forms: what to write about, what others solve, what is known already.

use serde::{Deserialize, Serialize};

use crate::{form::Kind, home::Link, slug::Slug, spoken::Words, timestamp::Timestamp};

/// One way to write to us.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = IntakeEntry))]
pub struct Entry {
    pub kind: Kind,
    pub title: String,
    pub detail: String,
    /// The form, with what it is about chosen already.
    pub href: String,
}

/// A typical situation (spec A36): help that answers at once, and the form for what is left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = IntakeSituation))]
pub struct Situation {
    pub title: String,
    pub detail: String,
    /// Answers and guides.
    pub help: Vec<Link>,
    pub form: Link,
}

/// What support does not solve, and who does (spec A35).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Elsewhere {
    pub name: Slug,
    pub title: String,
    /// Why support cannot help.
    pub detail: String,
    /// Where to go instead, the best first.
    pub ways: Vec<Link>,
    /// Beginnings of words that speak for it in a subject, as in [`crate::form::Choice::words`].
    #[serde(default)]
    pub words: Vec<String>,
}

/// Something that does not work now and is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Outage {
    pub title: String,
    pub detail: String,
    pub since: Timestamp,
    /// When it should work again, if that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// As in [`Elsewhere::words`].
    #[serde(default)]
    pub words: Vec<String>,
}

/// The body of `GET /intake`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Intake {
    pub entries: Vec<Entry>,
    pub situations: Vec<Situation>,
    pub elsewhere: Vec<Elsewhere>,
    pub outages: Vec<Outage>,
    /// Operators do not answer now, so a callback is the first way to offer: [`crate::contact::Desk::calls_back_first`].
    #[serde(default)]
    pub callback_first: bool,
}

impl Intake {
    /// The known outage that a text speaks for most; of two alike the one listed first.
    #[must_use]
    pub fn outage_for(&self, text: &str) -> Option<&Outage> {
        let words = Words::of([text]);
        let votes = |outage: &&Outage| words.votes(&outage.words);
        // Of the largest the last is taken.
        let spoken_for = self.outages.iter().rev();
        spoken_for
            .filter(|outage| votes(outage) > 0)
            .max_by_key(votes)
    }

    /// What others solve and a text speaks for; `None` when two topics fit alike: a wrong way is worse than none.
    #[must_use]
    pub fn elsewhere_for(&self, text: &str) -> Option<&Elsewhere> {
        Words::of([text]).only(&self.elsewhere, |topic| &topic.words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    fn intake() -> Intake {
        let outage = |title: &str, beginnings: &[&str]| Outage {
            title: title.to_owned(),
            detail: String::new(),
            since: Timestamp::parse("2026-11-22T11:05:00Z").unwrap(),
            until: None,
            words: words(beginnings),
        };
        let elsewhere = |name: &str, beginnings: &[&str]| Elsewhere {
            name: Slug::parse(name).unwrap(),
            title: String::new(),
            detail: String::new(),
            ways: Vec::new(),
            words: words(beginnings),
        };
        Intake {
            entries: Vec::new(),
            situations: Vec::new(),
            elsewhere: vec![
                elsewhere("money", &["возврат", "перевод", "счет"]),
                elsewhere("law", &["закон", "юрид", "истолк"]),
                elsewhere("device", &["роутер", ""]),
            ],
            callback_first: false,
            outages: vec![
                outage("Вход", &["вход", "войти", "парол"]),
                outage("Оплата", &["оплат", "вход"]),
            ],
        }
    }

    #[test]
    fn a_subject_speaks_for_who_solves_it() {
        let intake = intake();
        let name = |text| {
            let found = intake.elsewhere_for(text);
            found.map(|topic| topic.name.as_str())
        };
        assert_eq!(name("Нет ВОЗВРАТА на счёт"), Some("money"));
        assert_eq!(name("Как понимать статью закона?"), Some("law"));
        assert_eq!(name("Закон о возврате"), None);
        assert_eq!(name("Не грузится форма"), None);
        assert_eq!(name(""), None);
    }

    #[test]
    fn a_subject_speaks_for_a_known_outage() {
        let intake = intake();
        let title = |text| {
            let found = intake.outage_for(text);
            found.map(|outage| outage.title.as_str())
        };
        assert_eq!(title("Не могу войти, пароль верный"), Some("Вход"));
        assert_eq!(title("Оплата после входа"), Some("Оплата"));
        // Both fit alike: knowing of one is better than of none.
        assert_eq!(title("Ошибка при входе"), Some("Вход"));
        assert_eq!(title("Невход"), None);
        assert_eq!(title(""), None);
    }
}
