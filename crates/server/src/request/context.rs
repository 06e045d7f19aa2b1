//! Where a request was written: the portal, and what its page told of itself, as the applicant saw it.

use opora_contract::{
    form::NewRequest,
    language::Language,
    portal::{CONTEXT_MAX, Context, ContextField, SentContext},
    rule,
    violation::Violation,
};

use super::record::to_json;
use crate::{
    error::{Flaw, Result},
    portal::Portal,
    state::App,
    store::entity::request,
};

/// Every flaw of what was sent, and the form when its portal has no such form.
pub fn flaws(app: &App, sent: &NewRequest) -> Vec<Flaw> {
    let Some(context) = said(sent) else {
        return Vec::new();
    };
    let Some(id) = &context.portal else {
        return vec![Flaw::new("/context/portal", Violation::Required)];
    };
    let Some(portal) = app.portals().named(id) else {
        return vec![Flaw::new("/context/portal", Violation::NotAnOption)];
    };
    let mut flaws = Vec::new();
    if !portal.takes(&sent.form) {
        flaws.push(Flaw::new("/form", Violation::NotAnOption));
    }
    let told = [
        (ContextField::Page, "/context/page", &context.page),
        (ContextField::Service, "/context/service", &context.service),
    ];
    for (field, pointer, text) in told {
        flaws.extend(fault(portal, field, text).map(|violation| Flaw::new(pointer, violation)));
    }
    flaws
}

/// What is wrong with a text about the page.
fn fault(portal: &Portal, field: ContextField, text: &str) -> Option<Violation> {
    let actual = rule::normalise_line(text).chars().count();
    if actual == 0 {
        None
    } else if !portal.tells(field) {
        Some(Violation::UnknownField)
    } else if actual > CONTEXT_MAX {
        Some(Violation::TooLong {
            max: CONTEXT_MAX,
            actual,
        })
    } else {
        None
    }
}

fn said(sent: &NewRequest) -> Option<&Context> {
    let context = sent.context.as_ref();
    context.filter(|context| **context != Context::default())
}

/// As the column of a new request, once it has no flaw. Pages write titles as they like: a line is made of each.
pub fn column(sent: &NewRequest) -> Result<String> {
    let Some(context) = said(sent) else {
        return Ok(String::new());
    };
    to_json(&Context {
        portal: context.portal.clone(),
        page: rule::normalise_line(&context.page),
        service: rule::normalise_line(&context.service),
    })
}

/// As people read it.
pub fn shown(app: &App, row: &request::Model, language: Language) -> Option<SentContext> {
    let context: Context = serde_json::from_str(&row.context).ok()?;
    let id = context.portal?;
    let portal = app.portals().named(&id);
    Some(SentContext {
        portal: portal.map_or_else(|| id.to_string(), |portal| portal.name(language).to_owned()),
        page: context.page,
        service: context.service,
    })
}
