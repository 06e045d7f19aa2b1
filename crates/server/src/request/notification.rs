//! The latest letter about a request: where it went, and once more for whoever has not got it (spec E28, E34).

use opora_contract::{
    language::Language,
    number::RequestNumber,
    request::{EventKind, Notified},
    status::Actor,
};

use super::{
    access,
    change::{self, Change},
    record::{self, Shown},
};
use crate::{
    clock::Moment,
    error::{Error, Refusal, Result},
    extract::Bearer,
    mail,
    state::App,
    store::entity::request,
};

/// What stands for all of a name but its first letter, however long it is.
const VEIL: &str = "•••";

/// Queues the latest letter once more.
///
/// # Errors
/// [`Error::NotAllowed`] without an address; [`Error::JustNotified`] so soon after the last letter.
pub async fn notify_again(
    app: &App,
    number: RequestNumber,
    bearer: &Bearer,
    language: Language,
    now: Moment,
) -> Result<Shown> {
    let transaction = app.store().begin().await?;
    let mut row = access::open_locked(&transaction, app, number, bearer).await?;
    if row.email.is_none() {
        return Err(Error::NotAllowed(Refusal::NoAddress));
    }
    let wait = resend_from(app, &row).map_or(0, |from| from.0.saturating_sub(now.0));
    if let Ok(seconds) = u64::try_from(wait)
        && seconds > 0
    {
        return Err(Error::JustNotified { seconds });
    }
    let kind = mail::latest(&row);
    mail::note(&mut row, kind, now);
    let resent = Change {
        kind: EventKind::Resent,
        status: row.status(),
        actor: Actor::Applicant,
        by: "",
        reason: "",
    };
    let row = change::apply(&transaction, row, &resent, now).await?;
    mail::put(&transaction, &row, kind, mail::Why::AskedFor, now).await?;
    let shown = record::show(&transaction, app, &row, language).await?;
    transaction.commit().await?;
    app.post().wake_for(1);
    Ok(shown)
}

/// What the applicant is told about the latest letter; `None` while none has gone anywhere.
#[must_use]
pub fn notified(app: &App, row: &request::Model) -> Option<Notified> {
    Some(Notified {
        address: veiled(row.email.as_deref()?),
        at: Moment(row.notified_at?).timestamp(),
        resend_from: resend_from(app, row)?.timestamp(),
    })
}

fn resend_from(app: &App, row: &request::Model) -> Option<Moment> {
    let pause = i64::from(app.content().terms.resend_minutes);
    Some(Moment(row.notified_at?).plus_minutes(pause))
}

/// Enough to know one's own address again: `a•••@example.org`.
fn veiled(address: &str) -> String {
    let (name, domain) = address.rsplit_once('@').unwrap_or((address, ""));
    let first: String = name.chars().take(1).collect();
    format!("{first}{VEIL}@{domain}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn veiled_address_shows_its_first_letter_and_its_domain() {
        assert_eq!(veiled("anna.p@example.org"), "a•••@example.org");
        assert_eq!(veiled("я@пример.рф"), "я•••@пример.рф");
        assert_eq!(veiled("\"a@b\"@example.org"), "\"•••@example.org");
    }
}
