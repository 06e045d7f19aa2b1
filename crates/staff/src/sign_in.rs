//! The way in: a token, judged by the API before it is kept.

use leptos::prelude::*;
use opora::{
    api::ApiError,
    browser::focus,
    i18n::use_texts,
    ui::{
        error_summary::{self, ErrorSummary},
        notice::{Notice, Tone},
        page::Heading,
    },
};

use crate::{
    address::Filter,
    api::Client,
    control::{self, Around},
    session::{Session, use_session},
    words::{self, use_words},
};

const TOKEN: &str = "token";

#[component]
pub fn SignInPage() -> impl IntoView {
    let (words, session) = (use_words(), use_session());
    let said = &words.sign_in;
    let token = RwSignal::new(String::new());
    let errors = RwSignal::new(Vec::<error_summary::Entry>::new());
    let over = (said.over.title.to_owned(), said.over.detail.to_owned());
    let refusal = RwSignal::new(session.is_over.get_untracked().then_some(over));
    let running = RwSignal::new(false);
    let enter = entering(session, token, errors, refusal, running);
    let refused = move || {
        let (title, detail) = refusal.get()?;
        Some(view! { <Notice tone=Tone::Danger title=title detail=detail alert=true/> })
    };
    let error = move || errors.read().first().map(|(_, message)| message.clone());
    let around = Around {
        label: said.token.to_owned(),
        hint: said.token_hint,
        optional: None,
    };
    let field = control::line(
        "password",
        TOKEN,
        around,
        token.into(),
        Signal::derive(error),
        Callback::new(move |text| token.set(text)),
    );
    view! {
        <div class="frame page">
            <Heading title=said.title site=words.site/>
            <p class="lead">{said.lead}</p>
            <form class="staff-form" novalidate on:submit=move |event| { event.prevent_default(); enter.run(()); }>
                <ErrorSummary title=words.errors errors=errors/>
                {refused}
                {field}
                <button type="submit" class="button" aria-busy=move || running.get().to_string()>
                    {said.enter}
                </button>
            </form>
        </div>
    }
    .into_any()
}

/// Tries the token, once at a time.
fn entering(
    session: Session,
    token: RwSignal<String>,
    errors: RwSignal<Vec<error_summary::Entry>>,
    refusal: RwSignal<Option<(String, String)>>,
    running: RwSignal<bool>,
) -> Callback<()> {
    let texts = use_texts();
    let said = &words::of(texts.language).sign_in;
    Callback::new(move |()| {
        if running.get_untracked() {
            return;
        }
        let typed = token.get_untracked().trim().to_owned();
        refusal.set(None);
        errors.set(Vec::new());
        if typed.is_empty() {
            errors.set(vec![(TOKEN.to_owned(), said.empty.to_owned())]);
            return focus::by_id_soon(error_summary::ID);
        }
        running.set(true);
        leptos::task::spawn_local(async move {
            let client = Client::new(texts.language, typed.clone());
            match client.queue(&Filter::default()).await {
                Ok(_) => session.open(&typed),
                Err(ApiError::Refused { status: 401, .. }) => {
                    let wrong = (said.wrong.title.to_owned(), said.wrong.detail.to_owned());
                    refusal.try_set(Some(wrong));
                }
                Err(error) => {
                    refusal.try_set(Some(words::failure(texts, &error)));
                }
            }
            running.try_set(false);
        });
    })
}
