//! `GET /staff/quality`: how satisfied people were with requests that were closed.

use axum::{Json, extract::State};
use opora_contract::{path, staff::Quality, timestamp::Day};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::openapi::{ContentProblems, LanguageParameter, MalformedQuery, Unauthorised};
use crate::{
    clock::date_of,
    error::{Error, Result},
    extract::{Query, Staff},
    quality,
    state::App,
};

/// Most days of one answer: a year and a day.
const DAYS_MAX: i64 = 367;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Parameters {
    /// The first day, by Moscow time.
    #[param(value_type = String)]
    from: Day,
    /// The last day; at most a year after the first.
    #[param(value_type = String)]
    to: Day,
}

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(quality))
}

/// The satisfaction index of the requests closed on these days, with what was measured for it
#[utoipa::path(
    get,
    path = path::STAFF_QUALITY,
    operation_id = "quality",
    tag = "staff",
    params(Parameters, LanguageParameter),
    security(("staff" = [])),
    responses(
        (status = OK, description = "Components with their weights, raw values and scores", body = Quality),
        MalformedQuery,
        Unauthorised,
        ContentProblems
    )
)]
async fn quality(
    State(app): State<App>,
    _: Staff,
    Query(Parameters { from, to }): Query<Parameters>,
) -> Result<Json<Quality>> {
    let dates = date_of(&from).zip(date_of(&to));
    let dates = dates.filter(|(from, to)| (0..DAYS_MAX).contains(&(*to - *from).whole_days()));
    let dates = dates.ok_or_else(|| Error::Malformed(Vec::new()))?;
    quality::quality(&app, (from, to), dates).await.map(Json)
}
