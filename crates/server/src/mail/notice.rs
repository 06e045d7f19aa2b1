//! Which acts tell the applicant something by letter: those of others, never their own.

use opora_contract::{
    request::EventKind,
    status::{Actor, Status},
};
use sea_orm::{ConnectionTrait, EntityTrait, QuerySelect};

use super::queue::{self, Kind, Why};
use crate::{
    clock::Moment,
    error::Result,
    request::Change,
    store::entity::request::{Column, Entity, Model},
    word,
};

/// What a change tells by letter.
#[must_use]
fn kind_of(change: &Change<'_>) -> Option<Kind> {
    if !matches!(change.actor, Actor::Staff | Actor::System) {
        return None;
    }
    match (change.kind, change.status) {
        (EventKind::Messaged, _) => Some(Kind::Message),
        (EventKind::Escalated, _) => Some(Kind::Escalated),
        (EventKind::TermMoved, _) => Some(Kind::Moved),
        (EventKind::StatusChanged, Status::Closed) => Some(Kind::Closed),
        (EventKind::StatusChanged, Status::WaitingDocuments) => Some(Kind::Asked),
        (EventKind::StatusChanged | EventKind::StageChanged, _) => Some(Kind::Changed),
        _ => None,
    }
}

/// What the latest letter tells when it goes once more: a message is one still, all else is the request as it stands.
#[must_use]
pub fn latest(row: &Model) -> Kind {
    let last = row.notified_kind.as_deref().and_then(word::exact);
    match (row.status(), last) {
        (Status::Closed, _) => Kind::Closed,
        (_, Some(Kind::Message)) => Kind::Message,
        (Status::WaitingDocuments, _) => Kind::Asked,
        (Status::Accepted, None | Some(Kind::Received)) => Kind::Received,
        _ => Kind::Changed,
    }
}

/// Queues the letter that tells of a change, and notes it in `row`, which the caller is about to write. What else of the
/// request waits to be told is told by this letter too, or by that one: never twice (spec G17).
pub async fn notify<C: ConnectionTrait>(
    transaction: &C,
    row: &mut Model,
    change: &Change<'_>,
    now: Moment,
) -> Result<()> {
    let is_wanted = |kind: &Kind| row.email.is_some() && row.wants_letter(*kind);
    let Some(kind) = kind_of(change).filter(is_wanted) else {
        return Ok(());
    };
    let why = match kind {
        Kind::Moved => Why::Moved(promised(transaction, row).await?),
        _ => Why::News,
    };
    let kind = queue::put(transaction, row, kind, why, now).await?;
    note(row, kind, now);
    Ok(())
}

/// Notes the latest letter in the row of its request, which the caller is about to write.
pub fn note(row: &mut Model, kind: Kind, now: Moment) {
    row.notified_at = Some(now.0);
    row.notified_kind = Some(word::of(&kind));
}

/// The last day that was promised until now, if another one is promised from now on.
async fn promised<C: ConnectionTrait>(transaction: &C, row: &Model) -> Result<Option<String>> {
    let before = Entity::find_by_id(row.id)
        .select_only()
        .column(Column::TermTo);
    let before: Option<Option<String>> = before.into_tuple().one(transaction).await?;
    Ok(before
        .flatten()
        .filter(|day| row.term_to.as_ref() != Some(day)))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use opora_contract::{
        language::Language, number::RequestNumber, request::Term, timestamp::Day,
    };

    use super::*;
    use crate::{
        clock::date_of,
        fixture,
        mail::deliver,
        request::{self, Change},
        state::App,
    };

    #[test]
    fn nobody_gets_a_letter_about_what_they_did_themselves() {
        let told = |kind, status, actor| {
            kind_of(&Change {
                kind,
                status,
                actor,
                by: "",
                reason: "",
            })
        };
        for kind in [
            EventKind::Created,
            EventKind::Edited,
            EventKind::DocumentsAdded,
            EventKind::Withdrawn,
            EventKind::Messaged,
            EventKind::Escalated,
            EventKind::Reopened,
            EventKind::Resolved,
            EventKind::KeyChanged,
            EventKind::Resent,
        ] {
            for status in Status::ALL {
                assert_eq!(told(kind, status, Actor::Applicant), None, "{kind:?}");
            }
        }
        let by_staff = |kind, status| told(kind, status, Actor::Staff);
        assert_eq!(by_staff(EventKind::Assigned, Status::Accepted), None);
        for (status, kind) in [
            (Status::InProgress, Kind::Changed),
            (Status::WaitingDocuments, Kind::Asked),
            (Status::Refused, Kind::Changed),
            (Status::Closed, Kind::Closed),
        ] {
            assert_eq!(by_staff(EventKind::StatusChanged, status), Some(kind));
        }
        assert_eq!(
            told(EventKind::Escalated, Status::InProgress, Actor::System),
            Some(Kind::Escalated)
        );
    }

    #[tokio::test]
    async fn moved_term_is_told_with_the_day_before_and_gives_way_to_a_new_status() {
        let folder = tempfile::tempdir().unwrap();
        let app = fixture::app(folder.path()).await;
        let number = fixture::send(&app, &[]).await.request.number;
        deliver(&app).await.unwrap();
        let was = fixture::row(&app, number).await.term().unwrap().to;
        for day in ["2031-02-01", "2031-03-04"] {
            change(&app, number, EventKind::TermMoved, Status::Accepted, day).await;
        }
        deliver(&app).await.unwrap();
        let told = letters(folder.path());
        let [_, moved] = &told[..] else {
            panic!("two letters: {told:?}");
        };
        let words = &app.content().edition(Language::Ru).mail;
        let was = words.day(date_of(&was).unwrap());
        assert!(moved.contains("не позднее 4 марта 2031 года"), "{moved}");
        assert!(moved.contains(&format!("другой день: {was}")), "{moved}");

        change(
            &app,
            number,
            EventKind::StatusChanged,
            Status::InProgress,
            "2031-03-05",
        )
        .await;
        change(
            &app,
            number,
            EventKind::TermMoved,
            Status::InProgress,
            "2031-03-06",
        )
        .await;
        change(
            &app,
            number,
            EventKind::Escalated,
            Status::InProgress,
            "2031-03-07",
        )
        .await;
        deliver(&app).await.unwrap();
        let told = letters(folder.path());
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(
            told[2].contains("у руководителя службы поддержки"),
            "{told:?}"
        );
        assert!(told[2].contains("7 марта 2031 года"), "{told:?}");
    }

    async fn change(app: &App, number: RequestNumber, kind: EventKind, to: Status, day: &str) {
        let mut row = fixture::row(app, number).await;
        let day = Day::parse(day).unwrap();
        row.set_term(Some(&Term {
            from: day.clone(),
            to: day,
        }));
        let change = Change {
            kind,
            status: to,
            actor: Actor::Staff,
            by: "",
            reason: "",
        };
        let transaction = app.store().begin().await.unwrap();
        request::apply(&transaction, row, &change, app.now())
            .await
            .unwrap();
        transaction.commit().await.unwrap();
    }

    /// Texts of the letters so far, oldest first.
    fn letters(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder.join("mail")).unwrap();
        let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        let read = |path: &std::path::PathBuf| {
            let data = std::fs::read(path).unwrap();
            mailparse::parse_mail(&data).unwrap().get_body().unwrap()
        };
        paths.iter().map(read).collect()
    }
}
