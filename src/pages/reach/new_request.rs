//! What to write about: the first question before a form.

use leptos::prelude::*;
use opora_contract::{
    form::{Choice, FieldKind, Form},
    page::Page,
    slug::Slug,
};

use super::super::{fetched, missing::missing_page, reading};
use crate::{
    api::use_client,
    i18n::use_texts,
    ui::{
        links::{Item, Look, links},
        page::Heading,
    },
};

/// The field that a choice fills in.
const CATEGORY: &str = "category";

/// The form that all choices lead to, until there are more.
const FORM: &str = "feedback";

pub fn page() -> AnyView {
    let texts = use_texts();
    let client = use_client();
    let Some(form) = Slug::parse(FORM) else {
        return missing_page();
    };
    let read = move || {
        let (client, form) = (client.clone(), form.clone());
        reading(async move { client.form(&form).await })
    };
    view! {
        <div class="frame page">
            <Heading title=texts.form().choose_title.to_owned() site=texts.shell().site/>
            <p class="lead">{texts.form().choose_lead}</p>
            {fetched(read, choices)}
        </div>
    }
    .into_any()
}

/// The options of the form's category, as links that open the form with one chosen.
fn choices(form: Form) -> AnyView {
    let texts = use_texts();
    let options = form
        .fields
        .into_iter()
        .find(|field| field.kind == FieldKind::Choice)
        .map(|field| field.options);
    let item = |option: Choice| Item {
        href: format!(
            "{}?{}={}",
            Page::Form(form.name.clone()).path(),
            CATEGORY,
            option.value
        ),
        title: option.label,
        detail: option.hint,
        ..Item::default()
    };
    let rows = links(
        Look::Rows,
        options.unwrap_or_default().into_iter().map(item).collect(),
    );
    let out_of_scope = Slug::parse("requests").zip(Slug::parse("out-of-scope"));
    let out_of_scope = out_of_scope.map(|(topic, question)| {
        view! {
            <p class="page__end">
                <a class="action" href=Page::Question(topic, question).path()>{texts.form().out_of_scope}</a>
            </p>
        }
    });
    view! { {rows}{out_of_scope} }.into_any()
}
