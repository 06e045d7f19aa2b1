//! `POST /votes`: was an answer or a step helpful?

use axum::{extract::State, http::StatusCode};
use opora_contract::{
    path, rule,
    violation::Violation,
    vote::{About, COMMENT_MAX, Vote},
};
use sea_orm::{ActiveValue::Set, EntityTrait};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::openapi::{BodyProblems, LanguageParameter};
use crate::{
    error::{Error, Result},
    extract::{Json, Tongue},
    state::App,
    store::entity::vote,
};

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(cast))
}

/// Says whether an answer or a step of a guide helped, and what is wrong with it. Counted without persons
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
    let comment = rule::normalise_text(&vote.comment);
    rule::check_length(&comment, 0, COMMENT_MAX)
        .map_err(|violation| Error::invalid("/comment", violation))?;
    let row = vote::ActiveModel {
        guide: Set(guide.to_owned()),
        topic: Set(topic.to_owned()),
        question: Set(question.to_owned()),
        language: Set(language.tag().to_owned()),
        helpful: Set(vote.helpful),
        comment: Set(comment),
        at: Set(app.now().0),
        ..Default::default()
    };
    vote::Entity::insert(row)
        .exec_without_returning(app.store().write())
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
