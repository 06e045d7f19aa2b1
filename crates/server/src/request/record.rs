//! A row of the database read as what it means, and shown as its owner sees it.

use std::collections::BTreeMap;

use opora_contract::{
    form::Kind,
    language::Language,
    number::RequestNumber,
    request::{Event, EventKind, Request, RequiredAction, SentFile, Term},
    slug::Slug,
    standing::{Level, Stage, Standing},
    status::{Actor, Status},
    timestamp::Day,
    upload::{FileType, UploadProfile},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Serialize, de::DeserializeOwned};

use super::{
    assignment::GIVEN_BACK, context, creation, message as correspondence, notification,
    rating as opinion, resolution, retention, sent, waiting,
};
use crate::{
    clock::{Moment, day_of},
    content::Edition,
    error::Result,
    secret::Secret,
    state::App,
    store::entity::{attachment, event, message, rating, request},
    text, word,
};

/// The upload profile of what comes along with a form without files.
const PAPERS: &str = "supporting";

/// A request with the tag of its version.
pub struct Shown {
    pub request: Request,
    pub entity_tag: String,
}

/// The version of a request as an entity tag.
#[must_use]
pub fn entity_tag(row: &request::Model) -> String {
    format!("\"{}\"", row.version)
}

impl request::Model {
    /// What only a broken database could fail at becomes an internal error, not a panic.
    pub fn number(&self) -> Result<RequestNumber> {
        let number = RequestNumber::parse(&self.number);
        number.map_err(|_| anyhow::anyhow!("request {} has no number", self.id).into())
    }

    #[must_use]
    pub fn kind(&self) -> Kind {
        word::read(&self.kind).unwrap_or_default()
    }

    #[must_use]
    pub fn status(&self) -> Status {
        word::read(&self.status).unwrap_or(Status::Unknown)
    }

    pub fn form(&self) -> Result<Slug> {
        let form = Slug::parse(&self.form);
        form.ok_or_else(|| anyhow::anyhow!("request {} has no form", self.id).into())
    }

    /// The answers without numbers of personal documents.
    pub fn fields(&self) -> Result<BTreeMap<String, String>> {
        from_json(&self.fields)
    }

    /// Those numbers as they were sent: for judging an edit, never for showing.
    pub fn private(&self, secret: &Secret) -> Result<BTreeMap<String, String>> {
        if self.sealed.is_empty() {
            return Ok(BTreeMap::new());
        }
        from_json(&secret.unseal(self.number()?, &self.sealed)?)
    }

    #[must_use]
    pub fn stage(&self) -> Option<Stage> {
        word::read(self.stage.as_ref()?)
    }

    #[must_use]
    pub fn level(&self) -> Level {
        word::read(&self.level).unwrap_or_default()
    }

    #[must_use]
    pub fn standing(&self) -> Standing {
        Standing {
            kind: self.kind(),
            status: self.status(),
            stage: self.stage(),
            level: self.level(),
            is_decided: self.decided_at.is_some(),
        }
    }

    #[must_use]
    pub fn term(&self) -> Option<Term> {
        term(self.term_from.as_deref(), self.term_to.as_deref())
    }

    pub fn set_term(&mut self, term: Option<&Term>) {
        self.term_from = term.map(|term| term.from.to_string());
        self.term_to = term.map(|term| term.to.to_string());
    }

    pub fn actions(&self) -> Result<Vec<RequiredAction>> {
        from_json(&self.actions)
    }

    pub fn set_actions(&mut self, actions: &[RequiredAction]) -> Result<()> {
        self.actions = to_json(&actions)?;
        Ok(())
    }
}

fn term(from: Option<&str>, to: Option<&str>) -> Option<Term> {
    Some(Term {
        from: Day::parse(from?)?,
        to: Day::parse(to?)?,
    })
}

/// JSON columns hold only what this server wrote.
pub fn to_json<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|error| anyhow::Error::from(error).into())
}

fn from_json<T: DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|error| anyhow::Error::from(error).into())
}

/// The whole request as its owner sees it. Version and journal grow together, so the journal is read as far as the row
/// knows: a change that comes between the two reads shows in neither.
pub async fn show<C: ConnectionTrait>(
    connection: &C,
    app: &App,
    row: &request::Model,
    language: Language,
) -> Result<Shown> {
    let events = event::Entity::find()
        .filter(event::Column::RequestId.eq(row.id))
        .order_by_asc(event::Column::Id)
        .limit(u64::try_from(row.version).unwrap_or_default())
        .all(connection)
        .await?;
    let files = attachment::Entity::find()
        .filter(attachment::Column::RequestId.eq(row.id))
        .order_by_asc(attachment::Column::Place)
        .order_by_asc(attachment::Column::CreatedAt)
        .order_by_asc(attachment::Column::Id)
        .all(connection)
        .await?;
    let messages = match count(&events, &correspondence::EVENTS) {
        0 => Vec::new(),
        known => {
            let messages = message::Entity::find()
                .filter(message::Column::RequestId.eq(row.id))
                .order_by_asc(message::Column::Id)
                .limit(known);
            messages.all(connection).await?
        }
    };
    let rating = match count(&events, &[EventKind::Rated]) {
        0 => None,
        _ => rating::Entity::find_by_id(row.id).one(connection).await?,
    };
    let held = Held {
        events: &events,
        files: &files,
        messages: &messages,
        rating: rating.as_ref(),
    };
    shown(app, row, &held, language)
}

/// How many rows of the journal are of these kinds.
fn count(events: &[event::Model], kinds: &[EventKind]) -> u64 {
    let kinds: Vec<_> = kinds.iter().map(word::of).collect();
    let events = events.iter().filter(|event| kinds.contains(&event.kind));
    u64::try_from(events.count()).unwrap_or_default()
}

/// What other tables hold of a request, in the order in which it is shown.
#[derive(Default)]
pub struct Held<'a> {
    pub events: &'a [event::Model],
    pub files: &'a [attachment::Model],
    pub messages: &'a [message::Model],
    pub rating: Option<&'a rating::Model>,
}

/// The same from rows at hand.
pub fn shown(
    app: &App,
    row: &request::Model,
    held: &Held<'_>,
    language: Language,
) -> Result<Shown> {
    let edition = app.content().edition(language);
    let files = held.files.iter();
    let files = files.filter(|file| file.message_id.is_none());
    let events = held.events.iter();
    let request = Request {
        number: row.number()?,
        form: row.form()?,
        kind: row.kind(),
        status: row.status(),
        subject: row.subject.clone(),
        sent_at: Moment(row.sent_at).timestamp(),
        changed_at: Moment(row.changed_at).timestamp(),
        department: edition
            .department(&row.department)
            .unwrap_or_default()
            .to_owned(),
        priority: row.priority(),
        term: row.term(),
        call: row.call().filter(|_| row.status().is_open()),
        actions: row.actions()?,
        editable_until: Moment(row.editable_until).timestamp(),
        fields: sent::fields(app, row, language)?,
        files: files.map(sent_file).collect(),
        events: events.map(|row| event(row, edition)).collect(),
        stage: row.stage(),
        level: row.level(),
        assignee: row.assignee.clone(),
        messages: correspondence::shown(held.messages, held.files),
        waiting: waiting::ladder(
            row,
            waiting::heard(row, held.events),
            app.content().terms.waiting,
        ),
        reopen_until: resolution::reopen_until(app, row).map(Moment::timestamp),
        rating: held.rating.map(opinion::shown),
        notified: notification::notified(app, row),
        papers: papers(app, row),
        kept_until: retention::kept_until(app, row).and_then(day_of),
        context: context::shown(app, row, language),
    };
    Ok(Shown {
        request,
        entity_tag: entity_tag(row),
    })
}

/// The profile of the form, or what proves something where the form takes no files.
fn papers(app: &App, row: &request::Model) -> Option<UploadProfile> {
    if !row.status().is_open() {
        return None;
    }
    let content = app.content();
    let form = content.form(&row.form, Language::Ru);
    let of_form = form.and_then(creation::profile);
    let other = || {
        content
            .profiles
            .iter()
            .find(|profile| profile.name.as_str() == PAPERS)
    };
    of_form.or_else(other).cloned()
}

pub fn sent_file(row: &attachment::Model) -> SentFile {
    SentFile {
        id: row.id.clone(),
        name: row.name.clone(),
        description: row.description.clone(),
        file_type: word::read(&row.file_type).unwrap_or(FileType::Unknown),
        bytes: u64::try_from(row.bytes).unwrap_or_default(),
    }
}

fn event(row: &event::Model, edition: &Edition) -> Event {
    let kind = word::read(&row.kind).unwrap_or(EventKind::Unknown);
    let actor = word::read(&row.actor).unwrap_or(Actor::Unknown);
    // An applicant who edits may send the request to another department: that is its id then.
    let (by, department) = match actor {
        Actor::Applicant => ("", edition.department(&row.by)),
        _ => (row.by.as_str(), None),
    };
    let reason = match row.reason.as_str() {
        "" => text::of_event(kind, actor, department, edition.language),
        GIVEN_BACK if kind == EventKind::Assigned => text::given_back(edition.language).to_owned(),
        reason => reason.to_owned(),
    };
    Event {
        id: row.id,
        at: Moment(row.at).timestamp(),
        kind,
        status: word::read(&row.status).unwrap_or(Status::Unknown),
        actor,
        by: by.to_owned(),
        reason,
        term: term(row.term_from.as_deref(), row.term_to.as_deref()),
        stage: row.stage.as_ref().and_then(|stage| word::read(stage)),
    }
}

#[cfg(test)]
mod tests {
    use opora_contract::staff::NewTransition;

    use super::*;
    use crate::{extract::Staff, fixture, request::transition};

    #[tokio::test]
    async fn journal_is_shown_as_far_as_the_row_knows() {
        let folder = tempfile::tempdir().unwrap();
        let app = fixture::app(folder.path()).await;
        let number = fixture::send(&app, &[]).await.request.number;
        let row = fixture::row(&app, number).await;
        let staff = Staff {
            name: "Мария".to_owned(),
        };
        let step = NewTransition {
            to: Status::InProgress,
            reason: "Так надо".to_owned(),
            actions: Vec::new(),
            stage: None,
            term: None,
        };
        transition(&app, number, &staff, &step, |_| None, app.now())
            .await
            .unwrap();
        let store = app.store().read();
        for (row, status) in [
            (row, Status::Accepted),
            (fixture::row(&app, number).await, Status::InProgress),
        ] {
            let shown = show(store, &app, &row, Language::Ru).await.unwrap().request;
            let last = shown.events.last().unwrap();
            assert_eq!((shown.status, last.status), (status, status));
        }
    }
}
