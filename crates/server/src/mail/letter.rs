//! From a request to the letter about it: plain text, headers from parsed values alone, and the access key in the
//! link alone.

use std::time::{Duration, UNIX_EPOCH};

use anyhow::Context;
use lettre::{
    Message,
    message::{
        Mailbox, SinglePart,
        header::{Header, HeaderName, HeaderValue},
    },
};
use opora_contract::{language::Language, request::RequiredAction, status::Status};

use super::{address::address, queue::Kind, told::Told};
use crate::{
    content::Letter,
    state::App,
    store::entity::{mail, request},
    word,
};

/// Says that a program writes, so that no program answers (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// The letter for a row of the queue, with the request as it stands; `None` when there is nothing to tell any more.
///
/// # Errors
/// When the row makes no letter: an address that no server takes, a kind of a newer server.
pub fn compose(
    app: &App,
    row: &mail::Model,
    request: Option<request::Model>,
) -> anyhow::Result<Option<Message>> {
    let request = request.context("no request")?;
    let kind: Kind = word::exact(&row.kind).context("an unknown kind of letter")?;
    // The error would not repeat the address, and neither must we.
    let to = address(&row.recipient).context("no address for a mail server")?;
    if is_over(kind, &request)? {
        return Ok(None);
    }
    let language = Language::parse(&row.language).unwrap_or_default();
    let words = app.content().edition(language).mail.letter(kind);
    let words = words.context("a letter without words")?;
    let (subject, text) = fill(words, &Told::of(app, row, &request)?)?;
    let from = app.post().sender();
    let seconds = u64::try_from(row.created_at).unwrap_or_default();
    let message = Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .subject(subject)
        .date(UNIX_EPOCH + Duration::from_secs(seconds))
        .message_id(Some(format!(
            "<{}.{}.{}.{}@{}>",
            request.number,
            row.kind,
            row.version,
            row.created_at,
            from.email.domain()
        )))
        .header(AutoSubmitted)
        .singlepart(SinglePart::plain(text))?;
    Ok(Some(message))
}

/// Whether what the letter was to tell is so no more, by an act of the applicant: others queue another letter.
fn is_over(kind: Kind, request: &request::Model) -> anyhow::Result<bool> {
    let status = request.status();
    let over = match kind {
        Kind::Received | Kind::Message => false,
        Kind::Changed => status == Status::Closed,
        Kind::Asked => status != Status::WaitingDocuments,
        Kind::Moved => request.term().is_none(),
        Kind::Closed => status != Status::Closed,
        Kind::Escalated => !status.is_open(),
        Kind::Remind => {
            !status.is_open() || !request.actions()?.iter().any(RequiredAction::is_missing)
        }
    };
    Ok(over)
}

/// Subject and text. A paragraph that names what is not known is left out.
fn fill(words: &Letter, told: &Told) -> anyhow::Result<(String, String)> {
    let title = words.subject.fill(|value| told.known(value));
    let title = title.context("a letter without a subject")?;
    let paragraphs = words.paragraphs.iter();
    let paragraphs =
        paragraphs.filter_map(|paragraph| paragraph.value.fill(|value| told.known(value)));
    let mut text = paragraphs.collect::<Vec<_>>().join("\n\n");
    text.push('\n');
    Ok((title, text))
}
