//! Answers that may spare a request, while its subject is typed. Where the search could not be loaded there are none.

use leptos::prelude::*;
use opora_contract::search::{EntryKind, Hit};

use crate::{
    api::{Client, use_client},
    browser::{live, timer},
    form::state::FormState,
    i18n::{Texts, use_texts},
    search::{self, marked},
};

/// How long a person must have paused, in milliseconds: nobody is interrupted in the middle of a word.
const PAUSE: u64 = 600;

/// How many answers are offered.
const MOST: usize = 3;

/// How short a word of the title may be to say that the answer is about the same.
const TELLING: usize = 4;

/// Answers to what the field of this name says.
pub fn similar_answers(state: FormState, name: String) -> AnyView {
    let (texts, client) = (use_texts(), use_client());
    // Now, while the line has just brought the form: typing must not wait for it, nor fail with it.
    let early = client.clone();
    leptos::task::spawn_local(async move {
        let _loaded = search::load(&early).await;
    });
    let found = RwSignal::new(Vec::<Hit>::new());
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let (client, text) = (client.clone(), state.value(&name));
        let own = turn.get_value().wrapping_add(1);
        turn.set_value(own);
        timer::after_millis(PAUSE, move || {
            if turn.try_get_value() != Some(own) {
                return;
            }
            leptos::task::spawn_local(async move {
                let hits = similar(&client, &text).await;
                let is_news = found.try_get_untracked().is_some_and(|known| known != hits);
                if turn.try_get_value() == Some(own) && is_news {
                    if !hits.is_empty() {
                        live::announce(texts.suggest().similar);
                    }
                    found.set(hits);
                }
            });
        });
    });
    let shown = move || {
        let hits = found.get();
        (!hits.is_empty()).then(|| {
            view! {
                <aside class="similar" aria-label=texts.suggest().similar>
                    <p class="similar__title">{texts.suggest().similar}</p>
                    <ul class="plain-list">{hits.into_iter().map(|hit| row(hit, texts)).collect_view()}</ul>
                </aside>
            }
        })
    };
    shown.into_any()
}

/// Opens beside the form: what is written stays in sight.
fn row(hit: Hit, texts: Texts) -> AnyView {
    view! {
        <li>
            <a class="action" href=hit.path target="_blank" rel="noopener">
                <span>
                    {marked(hit.title)}
                    <span class="visually-hidden">" ("{texts.suggest().new_tab}")"</span>
                </span>
            </a>
        </li>
    }
    .into_any()
}

/// The best answers whose titles say what the person says.
async fn similar(client: &Client, text: &str) -> Vec<Hit> {
    if text.split_whitespace().count() < 2 {
        return Vec::new();
    }
    let Some(search) = search::loaded(client) else {
        return Vec::new();
    };
    let is_near = |hit: &Hit| {
        let mut runs = hit.title.iter();
        hit.kind == EntryKind::Answer
            && runs.any(|run| run.hit && run.text.chars().count() >= TELLING)
    };
    let hits = search(text.to_owned(), 2 * MOST).await.hits;
    hits.into_iter().filter(is_near).take(MOST).collect()
}
