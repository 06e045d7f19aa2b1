//! From a number and a contact to an access key. Whoever guesses learns nothing: a wrong number and a wrong contact
//! take the same work and get the same answer.

use opora_contract::{
    number::RequestNumber,
    request::{Access, Lookup},
    rule,
    violation::Violation,
};

use super::access;
use crate::{
    error::{Error, Flaw, Result},
    secret,
    state::App,
};

/// Finds the key of a request.
///
/// # Errors
/// [`Error::Invalid`] for what can be no number or no contact; [`Error::NotFound`]; [`Error::TooManyRequests`].
pub async fn look_up(app: &App, typed: &Lookup) -> Result<Access> {
    let (number, contact) = read(typed)?;
    app.limits().lookup(number)?;
    let row = access::find(number).one(app.store().read()).await?;
    let stored = |contact: Option<&String>| folded(contact.map_or("", String::as_str));
    let phone = stored(row.as_ref().and_then(|row| row.phone.as_ref()));
    let email = stored(row.as_ref().and_then(|row| row.email.as_ref()));
    // No short cut: both are compared, whether there is a request or not.
    let fits = secret::same(&contact, &phone) | secret::same(&contact, &email);
    let version = row.as_ref().map_or(0, |row| row.key_version);
    let key = app.secret().request_key(number, version);
    match row {
        Some(_) if fits => Ok(Access { number, key }),
        _ => Err(Error::NotFound),
    }
}

fn read(typed: &Lookup) -> Result<(RequestNumber, String)> {
    let mut flaws = Vec::new();
    let number = RequestNumber::parse(&typed.number);
    if number.is_err() {
        flaws.push(Flaw::new("/number", Violation::Number));
    }
    let contact = match typed.contact.contains('@') {
        true => rule::email(&typed.contact),
        false => rule::phone(&typed.contact),
    };
    match (number, contact) {
        (Ok(number), Ok(contact)) => Ok((number, folded(&contact))),
        (_, contact) => {
            if let Err(violation) = contact {
                flaws.push(Flaw::new("/contact", violation));
            }
            Err(Error::Invalid(flaws))
        }
    }
}

/// Nobody remembers which letters of an address were capital.
fn folded(contact: &str) -> String {
    contact.chars().flat_map(char::to_lowercase).collect()
}
