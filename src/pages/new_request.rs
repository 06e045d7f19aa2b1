//! What to write about: the first question before a form.

use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};
use opora_contract::{
    form::{FieldKind, Form},
    page::Page,
    slug::Slug,
};

use super::{fetched, reading};
use crate::{
    api::{ApiError, use_client},
    i18n::use_texts,
    route::Query,
    ui::{icon::Icon, page::Heading},
};

/// Loaded when it is first visited.
pub struct NewRequestPage;

#[lazy_route]
impl LazyRoute for NewRequestPage {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let texts = use_texts();
        let client = use_client();
        let read = move || {
            let client = client.clone();
            reading(async move {
                match Slug::parse("feedback") {
                    Some(form) => client.form(&form).await,
                    None => Err(ApiError::of_status(404, "")),
                }
            })
        };
        view! {
            <div class="frame page">
                <Heading title=texts.form.choose_title.to_owned() site=texts.shell.site/>
                <p class="lead">{texts.form.choose_lead}</p>
                {fetched(read, choices)}
            </div>
        }
        .into_any()
    }
}

/// The options of the form's category, as links that open the form with one chosen.
fn choices(form: Form) -> AnyView {
    let texts = use_texts();
    let options = form.fields.into_iter().find(|field| field.kind == FieldKind::Choice).map(|field| field.options);
    let rows = options
        .unwrap_or_default()
        .into_iter()
        .map(|option| {
            let href = format!("{}?{}={}", Page::Form(form.name.clone()).path(), Query::Category.key(), option.value);
            view! {
                <li>
                    <a class="row" href=href>
                        <span class="row__text">{option.label}<span class="row__detail">{option.hint}</span></span>
                        <Icon name="arrow"/>
                    </a>
                </li>
            }
        })
        .collect_view();
    let out_of_scope = Slug::parse("requests").zip(Slug::parse("out-of-scope"));
    let out_of_scope = out_of_scope.map(|(topic, question)| {
        view! {
            <p class="page__end">
                <a class="action" href=Page::Question(topic, question).path()>{texts.form.out_of_scope}</a>
            </p>
        }
    });
    view! { <ul class="rows page__rows">{rows}</ul>{out_of_scope} }.into_any()
}
