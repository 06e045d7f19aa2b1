//! Topics and answers of the FAQ.

use axum::{extract::State, http::HeaderMap, response::Response};
use opora_contract::{
    answer::{Answer, Topic, Topics},
    page::Page,
    path,
    slug::Slug,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::openapi::{ContentProblems, LanguageParameter, NotFound};
use crate::{
    error::{Error, Result},
    extract::{Path, Tongue},
    state::App,
    view::Reader,
};

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(topics))
        .routes(routes!(topic))
        .routes(routes!(answer))
}

/// Every topic, in reading order
#[utoipa::path(
    get,
    path = path::TOPICS,
    operation_id = "topics",
    tag = "content",
    params(LanguageParameter),
    responses((status = OK, description = "The topics", body = Topics), ContentProblems)
)]
async fn topics(State(app): State<App>, Tongue(language): Tongue, headers: HeaderMap) -> Response {
    app.publication().topics(language).answer(&headers)
}

/// A topic with its questions
#[utoipa::path(
    get,
    path = path::TOPIC,
    operation_id = "topic",
    tag = "content",
    params(("topic" = Slug, Path, description = "Name of the topic"), LanguageParameter),
    responses((status = OK, description = "The topic", body = Topic), NotFound, ContentProblems)
)]
async fn topic(
    State(app): State<App>,
    Path(topic): Path<Slug>,
    Tongue(language): Tongue,
    headers: HeaderMap,
) -> Result<Response> {
    let topic = app.publication().topic(&topic, language);
    Ok(topic.ok_or(Error::NotFound)?.answer(&headers))
}

/// An answer with what is related to it
///
/// Counted without the reader, for what is popular; a 304 is not.
#[utoipa::path(
    get,
    path = path::QUESTION,
    operation_id = "answer",
    tag = "content",
    params(
        ("topic" = Slug, Path, description = "Name of the topic"),
        ("question" = Slug, Path, description = "Name of the question"),
        LanguageParameter
    ),
    responses((status = OK, description = "The answer", body = Answer), NotFound, ContentProblems)
)]
async fn answer(
    State(app): State<App>,
    Path(name): Path<(Slug, Slug)>,
    Tongue(language): Tongue,
    reader: Reader,
    headers: HeaderMap,
) -> Result<Response> {
    let answer = app.publication().answer(&name, language);
    let answer = answer.ok_or(Error::NotFound)?.answer(&headers);
    reader.count(&app, &Page::Question(name.0, name.1), &answer);
    Ok(answer)
}
