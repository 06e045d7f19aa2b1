//! `POST /votes`: was an answer or a step helpful?

use axum::{extract::State, http::StatusCode};
use opora_contract::{
    path, rule,
    violation::Violation,
    vote::{About, COMMENT_MAX, Reason, Vote},
};
use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::OnConflict};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::openapi::{BodyProblems, LanguageParameter};
use crate::{
    error::{Error, Result},
    extract::{IdempotencyKey, Json, Tongue},
    state::App,
    store::entity::vote,
};

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(cast))
}

/// Says whether an answer or a step of a guide helped, and what is wrong with it. Counted without persons; the last vote
/// with a ballot takes the place of those before it
#[utoipa::path(
    post,
    path = path::VOTES,
    operation_id = "vote",
    tag = "content",
    params(LanguageParameter),
    request_body = Vote,
    responses((status = NO_CONTENT, description = "Counted"), BodyProblems)
)]
async fn cast(
    State(app): State<App>,
    Tongue(language): Tongue,
    Json(vote): Json<Vote>,
) -> Result<StatusCode> {
    let (known, [guide, topic, question]) = match &vote.about {
        About::Answer { topic, question } => (
            app.content().has_answer(topic, question),
            ["", topic.as_str(), question.as_str()],
        ),
        About::Step { guide, step } => (
            app.content().has_step(guide, step),
            [guide.as_str(), "", step.as_str()],
        ),
    };
    if !known {
        return Err(Error::invalid("/about", Violation::NotAnOption));
    }
    if vote.helpful && vote.reason.is_some() {
        return Err(Error::invalid("/reason", Violation::NotAnOption));
    }
    let comment = rule::normalise_text(&vote.comment);
    rule::check_length(&comment, 0, COMMENT_MAX)
        .map_err(|violation| Error::invalid("/comment", violation))?;
    let ballot = match vote.ballot.as_deref().map(IdempotencyKey::parse) {
        Some(None) => return Err(Error::invalid("/ballot", Violation::Shape)),
        Some(Some(ballot)) => {
            let about = [guide, topic, question];
            Some(app.secret().ballot_code(ballot.as_str(), about))
        }
        None => None,
    };
    let row = vote::ActiveModel {
        guide: Set(guide.to_owned()),
        topic: Set(topic.to_owned()),
        question: Set(question.to_owned()),
        language: Set(language.tag().to_owned()),
        helpful: Set(vote.helpful),
        comment: Set(comment),
        reason: Set(vote.reason.map(Reason::word).unwrap_or_default().to_owned()),
        ballot: Set(ballot),
        at: Set(app.now().0),
        ..Default::default()
    };
    let again = OnConflict::column(vote::Column::Ballot)
        .update_columns([
            vote::Column::Language,
            vote::Column::Helpful,
            vote::Column::Comment,
            vote::Column::Reason,
            vote::Column::At,
        ])
        .to_owned();
    vote::Entity::insert(row)
        .on_conflict(again)
        .exec_without_returning(app.store().write())
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
