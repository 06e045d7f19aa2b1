//! «Ответ помог?» under an answer or a step.

use leptos::prelude::*;
use opora_contract::vote::{About, COMMENT_MAX, Vote};

use crate::{
    api::use_client,
    browser::focus,
    i18n::use_texts,
    ui::field::{Control, Field, FieldWords, input_id},
};

/// Id of the thanks, for the focus.
const THANKS: &str = "helpful-thanks";
const COMMENT: &str = "comment";

/// How far a vote is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Open,
    /// «Нет» was pressed and counted: what was missing?
    Asking,
    Done,
}

/// A vote on its way.
#[derive(Clone, Copy)]
struct Voting {
    stage: RwSignal<Stage>,
    comment: RwSignal<String>,
    failed: RwSignal<bool>,
    running: StoredValue<bool>,
}

/// The question whether something helped. A press counts at once; «Нет» then asks what was missing, which may be left
/// out.
pub fn helpful(about: About, question: &'static str) -> AnyView {
    let words = use_texts().faq();
    let voting = Voting {
        stage: RwSignal::new(Stage::Open),
        comment: RwSignal::new(String::new()),
        failed: RwSignal::new(false),
        running: StoredValue::new(false),
    };
    let send = sender(voting, about);
    let shown = move || match voting.stage.get() {
        Stage::Open => ask(voting, question, send),
        Stage::Asking => missing(voting, send),
        Stage::Done => view! { <p id=THANKS tabindex="-1">{words.thanks}</p> }.into_any(),
    };
    view! { <section class="helpful">{shown}</section> }.into_any()
}

/// Counts a vote and goes on to a stage, once at a time. What was pressed is gone then, so the focus goes on, too.
fn sender(voting: Voting, about: About) -> Callback<(bool, Stage)> {
    let client = use_client();
    Callback::new(move |(helpful, next): (bool, Stage)| {
        if voting.running.get_value() {
            return;
        }
        voting.running.set_value(true);
        voting.failed.set(false);
        let comment = voting.comment.get_untracked();
        let vote = Vote {
            about: about.clone(),
            helpful,
            comment: comment.chars().take(COMMENT_MAX).collect(),
        };
        let client = client.clone();
        leptos::task::spawn_local(async move {
            let sent = client.vote(&vote).await;
            voting.running.try_set_value(false);
            if sent.is_err() {
                voting.failed.try_set(true);
            } else if voting.stage.try_set(next).is_none() {
                focus::by_id_soon(match next {
                    Stage::Asking => input_id(COMMENT),
                    _ => THANKS.to_owned(),
                });
            }
        });
    })
}

fn ask(voting: Voting, question: &'static str, send: Callback<(bool, Stage)>) -> AnyView {
    let words = use_texts().faq();
    view! {
        <div class="helpful__ask">
            <h2 class="helpful__title">{question}</h2>
            <button type="button" class="button" data-rank="secondary" on:click=move |_| send.run((true, Stage::Done))>
                {words.yes}
            </button>
            <button type="button" class="button" data-rank="secondary" on:click=move |_| send.run((false, Stage::Asking))>
                {words.no}
            </button>
            {failed(voting)}
        </div>
    }
    .into_any()
}

fn missing(voting: Voting, send: Callback<(bool, Stage)>) -> AnyView {
    let words = use_texts().faq();
    let comment = voting.comment;
    view! {
        <form class="helpful__form" novalidate on:submit=move |event| { event.prevent_default(); send.run((false, Stage::Done)); }>
            <Field
                name=COMMENT
                control=Control::Text
                words=FieldWords { label: words.what_is_missing.into(), hint: words.what_is_missing_hint.into(), optional: None }
                value=comment
                error=Signal::stored(None::<String>)
                on_input=Callback::new(move |text| comment.set(text))
                on_leave=Callback::new(|()| ())
            />
            <button type="submit" class="button" data-rank="secondary">{words.send_comment}</button>
            {failed(voting)}
        </form>
    }
    .into_any()
}

fn failed(voting: Voting) -> AnyView {
    let words = use_texts().faq();
    let text = move || voting.failed.get().then_some(words.vote_failed);
    view! { <p role="alert">{text}</p> }.into_any()
}
