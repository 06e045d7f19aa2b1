//! From a request to the letter about it: plain text, headers from parsed values alone, and never the access key.

use std::time::{Duration, UNIX_EPOCH};

use anyhow::Context;
use lettre::{
    Message,
    message::{
        Mailbox, SinglePart,
        header::{Header, HeaderName, HeaderValue},
    },
};
use opora_contract::{language::Language, page::Page, rule};

use super::{address::address, queue::Kind};
use crate::{
    clock::{Moment, date_of},
    content::{Letter, Value},
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

/// The letter for a row of the queue, with the request as it stands.
///
/// # Errors
/// When the row makes no letter: an address that no server takes, a kind of a newer server.
pub fn compose(
    app: &App,
    row: &mail::Model,
    request: Option<request::Model>,
) -> anyhow::Result<Message> {
    let request = request.context("no request")?;
    let language = Language::parse(&row.language).unwrap_or_default();
    let kind: Kind = word::exact(&row.kind).context("an unknown kind of letter")?;
    // The error would not repeat the address, and neither must we.
    let to = address(&row.recipient).context("no address for a mail server")?;
    let words = match kind {
        Kind::Received => &app.content().edition(language).mail.received,
    };
    let (subject, text) = fill(app, words, &request, language)?;
    let from = app.post().sender();
    let seconds = u64::try_from(row.created_at).unwrap_or_default();
    let message = Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .subject(subject)
        .date(UNIX_EPOCH + Duration::from_secs(seconds))
        .message_id(Some(format!(
            "<{}.{}@{}>",
            request.number,
            row.kind,
            from.email.domain()
        )))
        .header(AutoSubmitted)
        .singlepart(SinglePart::plain(text))?;
    Ok(message)
}

/// Subject and text.
fn fill(
    app: &App,
    words: &Letter,
    request: &request::Model,
    language: Language,
) -> anyhow::Result<(String, String)> {
    let mail = &app.content().edition(language).mail;
    let number = request.number()?;
    let shown = number.to_string();
    // Normalised when it was sent. A header is no place to rely on that.
    let subject = rule::normalise_line(&request.subject);
    let sent = mail.day(Moment(request.sent_at).moscow_day());
    let term = request.term().and_then(|term| date_of(&term.to));
    let term = term.map(|day| mail.day(day));
    let site = app.config().public_url.as_ref();
    let link = site.map(|site| site.page(&Page::Request(number), language));
    let known = |value| match value {
        Value::Number => Some(shown.as_str()),
        Value::Subject => Some(subject.as_str()),
        Value::Sent => Some(sent.as_str()),
        Value::Term => term.as_deref(),
        Value::Link => link.as_deref(),
    };
    let title = words
        .subject
        .fill(known)
        .context("a letter without a subject")?;
    let paragraphs = words.paragraphs.iter();
    let paragraphs = paragraphs.filter_map(|paragraph| paragraph.value.fill(known));
    let mut text = paragraphs.collect::<Vec<_>>().join("\n\n");
    text.push('\n');
    Ok((title, text))
}
