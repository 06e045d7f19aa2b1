//! The JSON API: one small function per endpoint, and the only HTTP of the app.
//!
//! Reads answer with JSON text, which the page parses into its type: so there is one fetch for all types in the bundle.

mod error;
mod fetch;

use leptos::prelude::*;
use opora_contract::{
    form::NewRequest,
    key::AccessKey,
    language::Language,
    number::RequestNumber,
    path,
    request::{Access, Edit, Lookup, Preferences, Receipt},
    search::Miss,
    session::{NewSession, Session, SessionKey},
    slug::Slug,
    upload::Attachment,
    vote::Vote,
};

pub use error::ApiError;
pub use fetch::parse;

use crate::browser::{self, file::LocalFile, page};

/// The way to the API: where it is and the language of its answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    /// Origin and prefix, without a slash at the end.
    base: String,
    language: Language,
}

/// The client in use.
pub fn use_client() -> Client {
    use_context().unwrap_or_else(|| Client::new(Language::default()))
}

impl Client {
    /// Reads the address from `<meta name="opora-api">`, so that one build serves any deployment.
    pub fn new(language: Language) -> Self {
        let configured = page::meta("opora-api").filter(|address| !address.is_empty());
        let base = configured.unwrap_or_else(|| path::PREFIX.to_owned());
        Self {
            base: base.trim_end_matches('/').to_owned(),
            language,
        }
    }

    pub fn language(&self) -> Language {
        self.language
    }

    fn url(&self, path: &str) -> String {
        let joint = if path.contains('?') { '&' } else { '?' };
        format!("{}{path}{joint}lang={}", self.base, self.language.tag())
    }

    async fn read(&self, path: &str, key: Option<&AccessKey>) -> Result<String, ApiError> {
        fetch::get(&self.url(path), key).await
    }

    /// [`opora_contract::home::Home`]. `boot.js` may have asked already.
    pub async fn home(&self) -> Result<String, ApiError> {
        match page::early(&self.url(path::HOME)).await {
            Some(text) => Ok(text),
            None => self.read(path::HOME, None).await,
        }
    }

    /// [`opora_contract::answer::Topics`].
    pub async fn topics(&self) -> Result<String, ApiError> {
        self.read(path::TOPICS, None).await
    }

    /// [`opora_contract::answer::Topic`].
    pub async fn topic(&self, topic: &Slug) -> Result<String, ApiError> {
        self.read(&path::fill(path::TOPIC, &[topic.as_str()]), None)
            .await
    }

    /// [`opora_contract::answer::Answer`].
    pub async fn question(&self, topic: &Slug, question: &Slug) -> Result<String, ApiError> {
        self.read(
            &path::fill(path::QUESTION, &[topic.as_str(), question.as_str()]),
            None,
        )
        .await
    }

    /// [`opora_contract::guide::Guides`].
    pub async fn guides(&self) -> Result<String, ApiError> {
        self.read(path::GUIDES, None).await
    }

    /// [`opora_contract::guide::Guide`].
    pub async fn guide(&self, guide: &Slug) -> Result<String, ApiError> {
        self.read(&path::fill(path::GUIDE, &[guide.as_str()]), None)
            .await
    }

    /// [`opora_contract::search::SearchResults`].
    pub async fn search(&self, text: &str) -> Result<String, ApiError> {
        self.read(&format!("{}?q={}", path::SEARCH, encode(text)), None)
            .await
    }

    /// The root of the search index, for `crate::search`.
    pub async fn search_index(&self) -> Result<Vec<u8>, ApiError> {
        fetch::bytes(&self.url(path::SEARCH_INDEX)).await
    }

    /// A part of a large search index, by its name.
    pub async fn search_shard(&self, name: &str) -> Result<Vec<u8>, ApiError> {
        fetch::bytes(&self.url(&path::fill(path::SEARCH_SHARD, &[name]))).await
    }

    /// [`opora_contract::search::Entries`].
    pub async fn search_entries(&self, block: u32) -> Result<String, ApiError> {
        let path = path::fill(path::SEARCH_ENTRIES, &[&block.to_string()]);
        self.read(&path, None).await
    }

    /// Tells the editors of a query that found nothing. Words only: the server keeps neither numbers nor addresses.
    pub async fn miss(&self, miss: &Miss) -> Result<(), ApiError> {
        fetch::post(&self.url(path::SEARCH_MISSES), miss, None)
            .await
            .map(drop)
    }

    /// [`opora_contract::contact::Directory`].
    pub async fn contacts(&self) -> Result<String, ApiError> {
        self.read(path::CONTACTS, None).await
    }

    /// [`opora_contract::about::Statement`], by the name of its page.
    pub async fn statement(&self, page: &str) -> Result<String, ApiError> {
        self.read(&path::fill(path::ABOUT, &[page]), None).await
    }

    /// [`Self::contacts`] with the `Date` of the answer.
    pub async fn contacts_dated(&self) -> Result<(String, String), ApiError> {
        fetch::get_dated(&self.url(path::CONTACTS)).await
    }

    /// [`opora_contract::contact::Slots`].
    pub async fn call_slots(&self) -> Result<String, ApiError> {
        self.read(path::CALL_SLOTS, None).await
    }

    /// [`opora_contract::intake::Intake`].
    pub async fn intake(&self) -> Result<String, ApiError> {
        self.read(path::INTAKE, None).await
    }

    /// [`opora_contract::form::Form`].
    pub async fn form(&self, form: &Slug) -> Result<String, ApiError> {
        self.read(&path::fill(path::FORM, &[form.as_str()]), None)
            .await
    }

    /// [`opora_contract::request::Request`].
    pub async fn request(
        &self,
        number: RequestNumber,
        key: &AccessKey,
    ) -> Result<String, ApiError> {
        self.read(&path::fill(path::REQUEST, &[&number.compact()]), Some(key))
            .await
    }

    /// [`Self::request`] with its entity tag, for an edit.
    pub async fn request_tagged(
        &self,
        number: RequestNumber,
        key: &AccessKey,
    ) -> Result<(String, String), ApiError> {
        let path = path::fill(path::REQUEST, &[&number.compact()]);
        fetch::get_tagged(&self.url(&path), key).await
    }

    /// [`Self::request_tagged`] unless it is still the version with this tag: then `None`. An empty tag is none.
    pub async fn request_news(
        &self,
        number: RequestNumber,
        key: &AccessKey,
        known: &str,
    ) -> Result<Option<(String, String)>, ApiError> {
        let path = path::fill(path::REQUEST, &[&number.compact()]);
        fetch::get_news(&self.url(&path), key, known).await
    }

    /// Changes answers of the version with this entity tag.
    pub async fn edit(
        &self,
        number: RequestNumber,
        key: &AccessKey,
        tag: &str,
        edit: &Edit,
    ) -> Result<(), ApiError> {
        let path = path::fill(path::REQUEST, &[&number.compact()]);
        fetch::patch(&self.url(&path), edit, key, tag)
            .await
            .map(drop)
    }

    /// Acts on a request, whose path is filled in: [`opora_contract::request::Request`] as it stands then.
    pub async fn act(
        &self,
        path: &str,
        number: RequestNumber,
        key: &AccessKey,
        body: String,
        idempotency_key: Option<&str>,
    ) -> Result<String, ApiError> {
        let url = self.url(&path::fill(path, &[&number.compact()]));
        fetch::act(&url, body, key, idempotency_key).await
    }

    /// Says how the person wants to hear of a request.
    pub async fn prefer(
        &self,
        number: RequestNumber,
        key: &AccessKey,
        preferences: &Preferences,
    ) -> Result<(), ApiError> {
        let path = path::fill(path::PREFERENCES, &[&number.compact()]);
        fetch::put(&self.url(&path), preferences, key)
            .await
            .map(drop)
    }

    /// Hears of every change of a request after the version `last`, until the line breaks or is aborted.
    pub async fn follow(
        &self,
        number: RequestNumber,
        key: &AccessKey,
        last: &str,
        line: Option<&web_sys::AbortSignal>,
        heard: impl Fn(&str),
    ) -> Result<(), ApiError> {
        let url = self.url(&path::fill(path::STREAM, &[&number.compact()]));
        fetch::follow(&url, key, last, line, heard).await
    }

    /// A file of a request.
    pub async fn attachment(&self, id: &str, key: &AccessKey) -> Result<Vec<u8>, ApiError> {
        fetch::file(&self.url(&path::fill(path::ATTACHMENT, &[id])), key).await
    }

    /// A request as a file: `pdf`, `txt` or `json`.
    pub async fn export(
        &self,
        number: RequestNumber,
        key: &AccessKey,
        format: &str,
    ) -> Result<Vec<u8>, ApiError> {
        let path = path::fill(path::EXPORT, &[&number.compact()]);
        fetch::file(&self.url(&format!("{path}?format={format}")), key).await
    }

    pub async fn vote(&self, vote: &Vote) -> Result<(), ApiError> {
        fetch::post(&self.url(path::VOTES), vote, None)
            .await
            .map(drop)
    }

    /// [`opora_contract::portal::Portal`] of a page around this one, by its origin.
    pub async fn portal(&self, origin: &str) -> Result<String, ApiError> {
        let path = format!("{}?origin={}", path::PORTAL, encode(origin));
        self.read(&path, None).await
    }

    /// Who the visitor is, by a token of the portal.
    pub async fn sign_in(&self, token: &NewSession) -> Result<Session, ApiError> {
        parse(&fetch::post(&self.url(path::SESSIONS), token, None).await?)
    }

    /// The session stands for nobody from now on.
    pub async fn sign_out(&self, session: &SessionKey) -> Result<(), ApiError> {
        fetch::delete(&self.url(path::SESSIONS), session.reveal())
            .await
            .map(drop)
    }

    /// [`opora_contract::session::OwnRequests`].
    pub async fn own_requests(&self, session: &SessionKey) -> Result<String, ApiError> {
        fetch::get_by(&self.url(path::SESSION_REQUESTS), Some(session.reveal())).await
    }

    /// The same key with the same body never makes a second request. With a session it is also its person's.
    pub async fn send(
        &self,
        request: &NewRequest,
        idempotency_key: &str,
        session: Option<&SessionKey>,
    ) -> Result<Receipt, ApiError> {
        let (url, secret) = (self.url(path::REQUESTS), session.map(SessionKey::reveal));
        let answer = fetch::post_by(&url, request, secret, Some(idempotency_key)).await?;
        // The page of a hotel's network is no answer: the request may be there, and is sent again under its key.
        parse(&answer).map_err(|_| ApiError::Offline)
    }

    pub async fn look_up(&self, lookup: &Lookup) -> Result<Access, ApiError> {
        parse(&fetch::post(&self.url(path::LOOKUP), lookup, None).await?)
    }

    /// Uploads one file; `progress` gets the share on its way, 0 to 100.
    pub async fn upload(
        &self,
        file: &LocalFile,
        profile: &Slug,
        progress: impl Fn(u32) + 'static,
    ) -> Result<Attachment, ApiError> {
        let url = self.url(&format!("{}?profile={profile}", path::ATTACHMENTS));
        let name = format!("attachment; filename*=UTF-8''{}", encode(&file.name));
        let headers = [
            ("Content-Disposition", name.as_str()),
            ("Content-Type", "application/octet-stream"),
        ];
        let reply = browser::upload::post(&url, &headers, &file.blob, progress)
            .await
            .map_err(|browser::Refused(reason)| ApiError::Malformed(reason))?;
        match reply.status {
            0 => Err(ApiError::Offline),
            // As above: not ours, so nothing has been refused.
            200..=299 => parse(&reply.body).map_err(|_| ApiError::Offline),
            status => Err(ApiError::Refused {
                status,
                body: reply.body,
            }),
        }
    }

    /// Deletes an uploaded file that no request has.
    pub async fn discard(&self, attachment: &Attachment) -> Result<(), ApiError> {
        let path = path::fill(path::ATTACHMENT, &[&attachment.id]);
        fetch::delete(&self.url(&path), attachment.key.reveal())
            .await
            .map(drop)
    }
}

fn encode(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}
