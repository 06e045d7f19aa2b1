//! Sessions of people whom a portal has signed in. The portal hands over a token, once; the session it opens is half an
//! hour long, and what was sent in it belongs to the person of the portal, on every device.

use axum::{extract::FromRequestParts, http::request::Parts};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD},
};
use opora_contract::{
    session::{NewSession, Session, SessionKey},
    slug::Slug,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use sha2::{Digest, Sha256};

use crate::{
    clock::Moment,
    error::{Error, Result},
    extract,
    portal::{Identity, TokenFault},
    request::is_taken,
    secret,
    state::App,
    store::entity::{
        portal_token,
        session::{ActiveModel, Column, Entity, Model},
    },
};

/// How long a session is.
const MINUTES: i64 = 30;

/// Somebody whom a portal has signed in.
#[derive(Clone, Debug)]
pub struct Person {
    /// See [`secret::Secret::owner_code`].
    pub owner: String,
}

/// Opens a session for a token of the portal whose page has the origin that the call names. `caller` is the origin that
/// the browser names, if it does: a page of a portal speaks for itself alone.
///
/// # Errors
/// [`Error::NotFound`] where no portal has the origin, or it signs nobody in; [`Error::Token`].
pub async fn open(
    app: &App,
    sent: &NewSession,
    caller: Option<&str>,
    now: Moment,
) -> Result<Session> {
    let portals = app.portals();
    let portal = portals.at(&sent.origin).ok_or(Error::NotFound)?;
    let is_other = |caller: &str| caller != sent.origin && portals.at(caller).is_some();
    if caller.is_some_and(is_other) {
        return Err(Error::Token(TokenFault::Refused));
    }
    let read = portal.identity(&sent.token, portals.audience(), now);
    let identity = read.ok_or(Error::NotFound)?.map_err(Error::Token)?;
    let (id, subject) = (portal.id.as_str(), &identity.subject);
    let told = app.secret().told_owner(id, subject);
    let key = SessionKey::new(URL_SAFE_NO_PAD.encode(secret::random::<32>()?));
    let expires = now.plus_minutes(MINUTES);
    let row = ActiveModel {
        code: Set(code(key.reveal())),
        portal: Set(portal.id.to_string()),
        owner: Set(app.secret().owner_code(id, subject)),
        expires_at: Set(expires.0),
    };
    keep(app, row, &portal.id, &identity).await?;
    Ok(Session {
        session: key,
        expires: expires.timestamp(),
        profile: identity.profile,
        owner: told,
    })
}

/// Writes the session and that its token was used: both or neither.
async fn keep(app: &App, row: ActiveModel, portal: &Slug, identity: &Identity) -> Result<()> {
    let used = portal_token::ActiveModel {
        code: Set(app.secret().token_code(portal.as_str(), &identity.token)),
        expires_at: Set(identity.until.0),
    };
    let transaction = app.store().begin().await?;
    let inserted = portal_token::Entity::insert(used)
        .exec_without_returning(&transaction)
        .await;
    match inserted {
        Err(error) if is_taken(&error) => return Err(Error::Token(TokenFault::Refused)),
        inserted => inserted?,
    };
    Entity::insert(row)
        .exec_without_returning(&transaction)
        .await?;
    transaction.commit().await
}

/// Ends a session. One that has ended already, or never was, is ended all the same.
///
/// # Errors
/// When the database fails.
pub async fn close(app: &App, key: &str) -> Result<()> {
    Entity::delete_by_id(code(key))
        .exec(app.store().write())
        .await?;
    Ok(())
}

/// Whose session this is; `None` once it has ended.
///
/// # Errors
/// When the database fails.
pub async fn person(app: &App, key: &str, now: Moment) -> Result<Option<Person>> {
    let row = Entity::find_by_id(code(key))
        .one(app.store().read())
        .await?;
    // A portal may have been taken off since.
    let is_known = |row: &Model| {
        let portal = Slug::parse(&row.portal);
        portal.is_some_and(|portal| app.portals().named(&portal).is_some())
    };
    let row = row.filter(|row| now < Moment(row.expires_at) && is_known(row));
    Ok(row.map(|row| Person { owner: row.owner }))
}

/// Forgets sessions that have ended and tokens that cannot come again.
///
/// # Errors
/// When the database fails.
pub async fn forget_expired(app: &App, now: Moment) -> Result<()> {
    let store = app.store().write();
    Entity::delete_many()
        .filter(Column::ExpiresAt.lte(now.0))
        .exec(store)
        .await?;
    portal_token::Entity::delete_many()
        .filter(portal_token::Column::ExpiresAt.lte(now.0))
        .exec(store)
        .await?;
    Ok(())
}

/// What is kept of a secret. It is long and random, so nothing slower is needed, and who finds a row has no secret.
fn code(key: &str) -> String {
    STANDARD_NO_PAD.encode(Sha256::digest(key))
}

impl FromRequestParts<App> for Person {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let key = extract::token(&parts.headers)?;
        let person = person(app, key, app.now()).await?;
        person.ok_or(Error::Unauthorised)
    }
}

/// Where a session is not needed. What is no session, or has ended, counts as none: nobody loses what they have typed
/// because half an hour was not enough.
pub struct MaybePerson(pub Option<Person>);

impl FromRequestParts<App> for MaybePerson {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        match extract::token(&parts.headers) {
            Ok(key) => person(app, key, app.now()).await.map(Self),
            Err(_) => Ok(Self(None)),
        }
    }
}
