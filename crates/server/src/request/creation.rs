//! A new request: judged by the form, registered under a random number, once for each idempotency key.

use opora_contract::{
    form::{Filled, Form, NewRequest},
    language::Language,
    number::RequestNumber,
    request::Receipt,
    upload::UploadProfile,
    violation::Violation,
};

use super::{
    access,
    batch::Entry,
    claim, context, filling,
    idempotency::Replayable,
    own,
    record::{self, Held},
    registration::{self, Outcome, Registered},
};
use crate::{
    clock::Moment,
    error::{Error, Flaw, Result},
    extract::IdempotencyKey,
    metric, secret,
    session::Person,
    state::App,
    store::entity::request,
};

/// Draws of a number before giving up. There are 17 billion numbers.
const DRAWS: usize = 5;
const SCOPE: &str = "requests";

/// Registers a request, or finds the one that this key registered before.
///
/// # Errors
/// [`Error::Invalid`] with every flaw of the form and the attachments; [`Error::KeyReused`].
pub async fn create(
    app: &App,
    sent: &NewRequest,
    key: IdempotencyKey,
    person: Option<&Person>,
    language: Language,
    now: Moment,
) -> Result<Receipt> {
    let call = Replayable::new(SCOPE, key, sent);
    let (form, filled) = match judge(app, sent, language, now).await {
        Ok(judged) => judged,
        // The form may have been another one when the first call came.
        Err(refusal) => {
            let number = call.recall(app).await?.ok_or(refusal)?;
            return replay(app, number, person, language).await;
        }
    };
    for _ in 0..DRAWS {
        let number = RequestNumber::from_random(secret::random()?);
        let wanted = sent.preferences.as_ref();
        let mut row = match filling::row(app, form, &filled, number, language, wanted, now) {
            Ok(row) => row,
            // The time of a call could be chosen when the first call came.
            Err(refusal) => {
                let number = call.recall(app).await?.ok_or(refusal)?;
                return replay(app, number, person, language).await;
            }
        };
        row.context = context::column(sent)?;
        row.owner = person.map_or_else(String::new, |person| person.owner.clone());
        match register(app, form, sent, row, &call, now).await? {
            Outcome::Registered(registered) => {
                metric::count_request(&registered.row.kind);
                return receipt(app, number, &registered, language);
            }
            Outcome::Known => {
                let number = call.recall(app).await?.ok_or(Error::InProgress)?;
                return replay(app, number, person, language).await;
            }
            Outcome::NumberTaken => {}
        }
    }
    Err(anyhow::anyhow!("no free number in {DRAWS} draws").into())
}

/// The form with what was filled in, or every flaw of the fields and of the attachments.
async fn judge<'a>(
    app: &'a App,
    sent: &NewRequest,
    language: Language,
    now: Moment,
) -> Result<(&'a Form, Filled)> {
    let form = app.content().form(sent.form.as_str(), language);
    let form = form.ok_or(Error::invalid("/form", Violation::NotAnOption))?;
    let out_of_place = context::flaws(app, sent);
    let takes_them = sent.attachments.is_empty() || profile(form).is_some();
    let mistakes = match form.check(&sent.fields, sent.attachments.len()) {
        Ok(filled) if takes_them && out_of_place.is_empty() => return Ok((form, filled)),
        Ok(_) => Vec::new(),
        Err(mistakes) => mistakes,
    };
    let flaws = mistakes.into_iter();
    let mut flaws: Vec<_> = flaws
        .map(|mistake| Flaw::field(&mistake.field, mistake.violation))
        .chain(out_of_place)
        .collect();
    if !takes_them {
        let violation = Violation::TooManyFiles { max: 0 };
        flaws.push(Flaw::new("/attachments", violation));
    }
    Err(with_claim_flaws(app, form, sent, flaws, now).await)
}

/// With others where it can be, alone where it must be: with attachments, at a chosen time, or after a batch was given
/// up.
async fn register(
    app: &App,
    form: &Form,
    sent: &NewRequest,
    row: request::Model,
    call: &Replayable,
    now: Moment,
) -> Result<Outcome> {
    if sent.attachments.is_empty() && !row.call_chosen {
        let entry = Entry {
            call: call.columns(row.number()?, now),
            row: row.clone(),
        };
        if let Some(outcome) = app.registrar().register(app, entry).await {
            return Ok(outcome);
        }
    }
    let profile = profile(form);
    registration::register(app, row, call, &sent.attachments, profile, now).await
}

fn receipt(
    app: &App,
    number: RequestNumber,
    registered: &Registered,
    language: Language,
) -> Result<Receipt> {
    let Registered { row, event, files } = registered;
    let held = Held {
        events: std::slice::from_ref(event),
        files,
        ..Held::default()
    };
    let shown = record::shown(app, row, &held, language)?;
    Ok(Receipt {
        key: app.secret().request_key(number, row.key_version),
        request: shown.request,
        linked: !row.owner.is_empty(),
    })
}

/// The answer that the first call got, with the request as it is now.
async fn replay(
    app: &App,
    number: RequestNumber,
    person: Option<&Person>,
    language: Language,
) -> Result<Receipt> {
    let connection = app.store().read();
    let row = access::find(number).one(connection).await?;
    let mut row = row.ok_or(Error::InProgress)?;
    own::claim(app.store().write(), &mut row, person).await?;
    let shown = record::show(connection, app, &row, language).await?;
    Ok(Receipt {
        key: app.secret().request_key(number, row.key_version),
        request: shown.request,
        linked: person.is_some_and(|person| person.owner == row.owner),
    })
}

/// A refused form is told about its attachments in the same answer.
async fn with_claim_flaws(
    app: &App,
    form: &Form,
    sent: &NewRequest,
    mut flaws: Vec<Flaw>,
    now: Moment,
) -> Error {
    let checked = claim::check(
        app.store().read(),
        app,
        &sent.attachments,
        profile(form),
        now,
    );
    match checked.await {
        Ok(_) => {}
        Err(Error::Invalid(more)) => flaws.extend(more),
        Err(other) => return other,
    }
    Error::Invalid(flaws)
}

/// What the form's field of files takes.
pub fn profile(form: &Form) -> Option<&UploadProfile> {
    form.fields.iter().find_map(|field| field.profile.as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[tokio::test]
    async fn retry_finds_its_request_whatever_became_of_the_form() {
        let folder = tempfile::tempdir().unwrap();
        let app = fixture::app(folder.path()).await;
        let key = IdempotencyKey::random().unwrap();
        let mut sent = fixture::complaint(&[]);
        let again = async |app: &App, sent: &NewRequest, key: &IdempotencyKey| {
            create(app, sent, key.clone(), None, Language::Ru, app.now()).await
        };
        let first = again(&app, &sent, &key).await.unwrap();
        let stricter = fixture::app_with(folder.path(), |form| {
            for field in &mut form.fields {
                field.required = true;
            }
        });
        let renamed = fixture::app_with(folder.path(), |form| {
            form.name = opora_contract::slug::Slug::parse("other").unwrap();
        });
        for app in [stricter.await, renamed.await] {
            let receipt = again(&app, &sent, &key).await.unwrap();
            assert_eq!(receipt.request.number, first.request.number);
            let other = IdempotencyKey::random().unwrap();
            let refused = again(&app, &sent, &other).await;
            assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
        }
        sent.fields.remove("subject");
        let reused = again(&app, &sent, &key).await;
        assert!(matches!(reused, Err(Error::KeyReused)), "{reused:?}");
    }
}
