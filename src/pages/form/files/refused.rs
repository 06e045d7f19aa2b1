//! Files that were not taken: what each is, what is wrong, what can be done (spec D30).

use std::sync::Arc;

use leptos::prelude::*;
use opora_contract::page::Page;

use super::{
    super::super::Build,
    item::{Press, head, item, item_id, lead_to, press, preview_id},
};
use crate::{
    browser::{focus, live},
    form::{
        assistant::{Offer, Unmended, Verdict, advice, assess, mend, words},
        attachment::{self, Desk, Refusal},
    },
    i18n::{Texts, use_texts},
    ui::plain::{self, block, changing, element, link},
};

/// A refused file that the assistant has looked at.
#[derive(Clone)]
struct Case {
    refusal: Refusal,
    verdict: Verdict,
}

type Cases = RwSignal<Vec<Case>, LocalStorage>;

/// A chunk of its own: most files are taken. `back` takes the focus when no line is left.
#[lazy]
pub fn refused_files(desk: Desk, back: String) -> Build {
    Arc::new(move || view(desk, back.clone()))
}

fn view(desk: Desk, back: String) -> AnyView {
    let texts = use_texts();
    let cases = RwSignal::new_local(Vec::<Case>::new());
    Effect::new(move |_| {
        let refused = desk.refused.get();
        leptos::task::spawn_local(look_at(desk, cases, refused, texts));
    });
    view! {
        <ul class="files__list">
            <For
                each=move || cases.get()
                key=|case| case.refusal.id.clone()
                children=move |case| card(desk, case, back.clone())
            />
        </ul>
    }
    .into_any()
}

/// Looks at those that are new, says all of them at once, and drops those that are gone.
async fn look_at(desk: Desk, cases: Cases, refused: Vec<Refusal>, texts: Texts) {
    let mut told = Vec::new();
    cases.try_update(|cases| {
        cases.retain(|case| refused.iter().any(|one| one.id == case.refusal.id));
    });
    for refusal in refused {
        let is_known = |cases: &Vec<Case>| cases.iter().any(|one| one.refusal.id == refusal.id);
        if cases.try_with_untracked(is_known) != Some(false) {
            continue;
        }
        let verdict = assess(desk, &refusal).await;
        let is_there = desk
            .refused
            .try_with_untracked(|all| all.iter().any(|one| one.id == refusal.id));
        if is_there != Some(true) || cases.try_with_untracked(is_known) != Some(false) {
            continue;
        }
        let said = words(&refusal, verdict.nature, texts);
        let advice = advice(&refusal, verdict, texts);
        told.push(format!("{}: {said} {advice}", refusal.file.name));
        cases.try_update(|cases| cases.push(Case { refusal, verdict }));
    }
    if !told.is_empty() {
        live::announce(&told.join(" "));
    }
}

fn card(desk: Desk, Case { refusal, verdict }: Case, back: String) -> AnyView {
    let texts = use_texts();
    let (id, name) = (refusal.id.clone(), refusal.file.name.clone());
    if verdict.offer.is_some() {
        let (file, place) = (refusal.file.clone(), preview_id(&id));
        leptos::task::spawn_local(async move {
            attachment::look(&place, &file).await;
        });
    }
    let told = format!(
        "{}. {}",
        texts.assistant().refused,
        words(&refusal, verdict.nature, texts)
    );
    // The name stands above; alone it is missed where the picker is described.
    let whose = plain::words("span", "visually-hidden", format!("{name}: "));
    let words_id = format!("words-{id}");
    let told = element(
        "p",
        &[("class", "file__status"), ("id", &words_id)],
        vec![whose, told.into_any()],
    );
    let failed = RwSignal::new(false);
    let advice = advice(&refusal, verdict, texts);
    let advice = changing(move || {
        let advice = if failed.get() {
            texts.files().not_mended
        } else {
            advice
        };
        plain::words("p", "file__note", advice)
    });
    let head = head(&id, "alert", &name, refusal.file.bytes);
    let actions = vec![
        offer(desk, Case { refusal, verdict }, failed, &back),
        dismiss(desk, id.clone(), name, back),
        link(
            "action",
            &Page::Contacts.path(),
            texts.assistant().other_ways,
        ),
    ];
    item(
        &id,
        Signal::stored("barred".to_owned()),
        vec![head, told, advice, block("div", "file__actions", actions)],
    )
}

fn dismiss(desk: Desk, id: String, name: String, back: String) -> AnyView {
    let words = use_texts().files();
    press(Press {
        id: format!("remove-{id}"),
        rank: "quiet",
        label: Signal::stored(words.remove.to_owned()),
        name: name.clone(),
        is_shown: Signal::stored(true),
        act: Callback::new(move |()| {
            let next = desk.dismiss(&id);
            live::announce(&(words.removed)(&name));
            lead_to(next, &back);
        }),
    })
}

/// The button that mends the file, where this browser can.
fn offer(desk: Desk, case: Case, failed: RwSignal<bool>, back: &str) -> AnyView {
    let texts = use_texts();
    let words = texts.files();
    let Some(offer) = case.verdict.offer else {
        return plain::nothing();
    };
    let label = match offer {
        Offer::Pdf => texts.assistant().to_pdf,
        Offer::Smaller => words.smaller,
        Offer::Jpg => texts.assistant().to_jpg,
    };
    let is_running = RwSignal::new(false);
    let (name, button) = (
        case.refusal.file.name.clone(),
        format!("mend-{}", case.refusal.id),
    );
    let (id, back) = (case.refusal.id, back.to_owned());
    let act = move |()| {
        let refused = desk.refused.get_untracked();
        let refusal = refused.into_iter().find(|refusal| refusal.id == id);
        let Some(refusal) = refusal.filter(|_| !is_running.get_untracked()) else {
            return;
        };
        is_running.set(true);
        live::announce(words.mending);
        let back = back.clone();
        leptos::task::spawn_local(async move {
            let mended = mend(desk, &refusal, offer).await;
            is_running.try_set(false);
            match mended {
                Ok(taken) => {
                    live::announce(&(words.mended)(&taken.file.name));
                    lead_to(Some(taken.id), &back);
                }
                Err(Unmended::Failed) => {
                    failed.try_set(true);
                    live::announce(words.not_mended);
                    // The button goes.
                    focus::again_soon(item_id(&refusal.id));
                }
                Err(Unmended::NoRoom | Unmended::Gone) => {}
            }
        });
    };
    press(Press {
        id: button,
        rank: "secondary",
        label: Signal::derive(move || {
            let is_running = is_running.get();
            if is_running { words.mending } else { label }.to_owned()
        }),
        name,
        is_shown: Signal::derive(move || !failed.get()),
        act: Callback::new(act),
    })
}
