//! Judging a filled form: the same function in the browser and on the server.

use std::collections::BTreeMap;

use super::{Asked, Field, FieldKind, Filled, Form, Mistake};
use crate::{number::RequestNumber, rule, timestamp::Timestamp, violation::Violation};

impl Field {
    /// Normalises and checks one value; `None` when the person left it empty and may.
    ///
    /// # Errors
    /// The first rule broken.
    pub fn check(&self, typed: &str) -> Result<Option<String>, Violation> {
        let value = match self.kind {
            FieldKind::Text => rule::normalise_text(typed),
            _ => rule::normalise_line(typed),
        };
        if value.is_empty() {
            return match (self.required, self.kind) {
                (true, FieldKind::Consent) => Err(Violation::ConsentMissing),
                (true, FieldKind::Choice | FieldKind::Slot) => Err(Violation::NotAnOption),
                (true, kind) if kind != FieldKind::Files => Err(Violation::Required),
                _ => Ok(None),
            };
        }
        match self.kind {
            FieldKind::Choice
                if !self
                    .options
                    .iter()
                    .any(|option| option.value.as_str() == value) =>
            {
                return Err(Violation::NotAnOption);
            }
            FieldKind::Consent if value != self.agreed() => return Err(Violation::ConsentMissing),
            FieldKind::Choice | FieldKind::Consent => Ok(value),
            FieldKind::Files => Err(Violation::UnknownField),
            FieldKind::Phone => rule::phone(&value),
            // As typed: as a line, what nobody sees would be a space within the address.
            FieldKind::Email => rule::email(typed),
            FieldKind::Date => rule::day(&value).map(|day| day.to_string()),
            FieldKind::Inn => rule::inn(&value),
            FieldKind::Snils => rule::snils(&value),
            FieldKind::Passport => rule::passport(&value),
            FieldKind::Slot => match Timestamp::parse(&value) {
                Some(start) => Ok(start.to_string()),
                None => Err(Violation::SlotGone),
            },
            FieldKind::Number => match RequestNumber::parse(&value) {
                Ok(number) => Ok(number.to_string()),
                Err(_) => Err(Violation::Number),
            },
            FieldKind::Line | FieldKind::Text | FieldKind::Unknown => {
                rule::check_length(&value, self.min, self.max).map(|()| value)
            }
        }
        .map(Some)
    }
}

impl Form {
    /// Judges a whole form. Values of questions that are not asked, given the answers before them, are left out.
    ///
    /// # Errors
    /// Every mistake, in the order of the questions; fields that the form does not have come last.
    pub fn check(
        &self,
        typed: &BTreeMap<String, String>,
        files: usize,
    ) -> Result<Filled, Vec<Mistake>> {
        let mut mistakes = Vec::new();
        let mut values = BTreeMap::new();
        let mut kind = self.kind;
        let asked = self.asked(typed);
        for question in &asked {
            if self.is_spare(question, typed) {
                continue;
            }
            let field = question.field;
            match field.check(question.value(typed)) {
                Ok(Some(value)) => {
                    let chosen = field
                        .options
                        .iter()
                        .find(|option| option.value.as_str() == value);
                    kind = chosen.and_then(|option| option.kind).unwrap_or(kind);
                    values.insert(question.key.clone(), value);
                }
                Ok(None) => {}
                Err(violation) => mistakes.push(question.mistake(violation)),
            }
            if let Some(profile) = &field.profile
                && files > profile.max_files
            {
                let max = profile.max_files;
                mistakes.push(question.mistake(Violation::TooManyFiles { max }));
            }
        }
        self.check_contact(&asked, &values, &mut mistakes);
        for name in typed.keys().filter(|key| !self.has_key(key)) {
            mistakes.push(Mistake {
                field: name.clone(),
                violation: Violation::UnknownField,
            });
        }
        let place = |name: &str| {
            let found = asked.iter().position(|question| question.key == name);
            found.unwrap_or(usize::MAX)
        };
        mistakes.sort_by_key(|mistake| place(&mistake.field));
        if mistakes.is_empty() {
            Ok(Filled { kind, values })
        } else {
            Err(mistakes)
        }
    }

    fn check_contact(
        &self,
        asked: &[Asked],
        values: &BTreeMap<String, String>,
        mistakes: &mut Vec<Mistake>,
    ) {
        let contacts = || asked.iter().filter(|question| question.field.is_contact());
        let answered = |question: &Asked| {
            values.contains_key(&question.key)
                || mistakes.iter().any(|mistake| mistake.field == question.key)
        };
        if self.needs_contact
            && !contacts().any(answered)
            && let Some(first) = contacts().next()
        {
            mistakes.push(first.mistake(Violation::NoContact));
        }
    }
}
