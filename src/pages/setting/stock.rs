//! Clearing this device: what is kept, how much of it, and what is lost with it.

use leptos::prelude::*;

use crate::{
    browser::{focus, frame, live, look},
    form::{
        outbox::{self, Outbox},
        stock::{self, Kind, Stock},
    },
    i18n::{self, Texts},
    ui::plain::{Rank, block, button, changing, element, nothing, words},
};

/// Where the focus goes when what had it is gone.
const PLACE: &str = "stock";
const QUESTION: &str = "stock-question";

/// What is to be cleared: one kind, or everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    One(Kind),
    All,
}

#[derive(Clone, Copy)]
struct Clearing {
    texts: Texts,
    found: RwSignal<Vec<Stock>>,
    /// What is being asked about, with the names of what would be lost unsent.
    asked: RwSignal<Option<(Scope, String)>>,
    error: RwSignal<String>,
    outbox: Option<Outbox>,
}

pub fn section(texts: Texts) -> AnyView {
    let said = texts.stock();
    let clearing = Clearing {
        texts,
        found: RwSignal::default(),
        asked: RwSignal::new(None),
        error: RwSignal::default(),
        outbox: use_context(),
    };
    clearing.count();
    let rows = changing(move || {
        let rows = clearing.found.get().into_iter();
        block(
            "ul",
            "stock",
            rows.map(|stock| row(clearing, stock)).collect(),
        )
    });
    let all = changing(move || match asked(clearing, Scope::All) {
        Some(unsent) => question(clearing, Scope::All, &unsent),
        None => button(Rank::Secondary, said.clear_all, move || {
            clearing.ask(Scope::All)
        }),
    });
    let error = changing(move || words("p", "field__error", clearing.error.get()));
    let title = element(
        "h2",
        &[("id", PLACE), ("tabindex", "-1")],
        vec![said.title.into_any()],
    );
    let inner = vec![
        title,
        words("p", "choice__hint", said.lead),
        rows,
        error,
        all,
    ];
    block("section", "settings", inner)
}

impl Clearing {
    /// Looks anew what is there.
    fn count(self) {
        leptos::task::spawn_local(async move {
            self.found.try_set(stock::survey().await);
        });
    }

    fn ask(self, scope: Scope) {
        leptos::task::spawn_local(async move {
            let unsent = match scope {
                Scope::All | Scope::One(Kind::Outbox) => outbox::shown().await.unwrap_or_default(),
                Scope::One(_) => Vec::new(),
            };
            let names: Vec<_> = unsent.iter().map(name).collect();
            self.asked.try_set(Some((scope, names.join(", "))));
            focus::by_id_soon(QUESTION);
        });
    }

    fn clear(self, scope: Scope) {
        let said = self.texts.stock();
        self.error.set(String::new());
        leptos::task::spawn_local(async move {
            let cleared = match scope {
                Scope::One(kind) => stock::clear(kind).await,
                Scope::All => stock::clear_all().await,
            };
            if matches!(scope, Scope::All | Scope::One(Kind::Settings)) {
                look::forget();
            }
            if let Some(outbox) = self.outbox {
                outbox.count().await;
            }
            match cleared {
                Ok(()) => live::announce(&(said.done)(title(self.texts, scope))),
                Err(_) => {
                    live::announce(said.failed);
                    self.error.try_set(said.failed.to_owned());
                }
            }
            self.asked.try_set(None);
            focus::by_id_soon(PLACE);
            self.count();
        });
    }
}

/// What a request is called that nobody has given a number.
fn name(waiting: &outbox::Waiting) -> String {
    let subject = waiting
        .fields
        .get("subject")
        .filter(|text| !text.is_empty());
    format!("«{}»", subject.unwrap_or(&waiting.title))
}

fn words_of(texts: Texts, kind: Kind) -> &'static i18n::Kind {
    let said = texts.stock();
    match kind {
        Kind::Outbox => &said.outbox,
        Kind::Drafts => &said.drafts,
        Kind::Files => &said.files,
        Kind::Requests => &said.requests,
        Kind::Copies => &said.copies,
        Kind::Searches => &said.searches,
        Kind::Guides => &said.guides,
        Kind::Settings => &said.settings,
        Kind::Pages => &said.pages,
    }
}

fn title(texts: Texts, scope: Scope) -> &'static str {
    match scope {
        Scope::One(kind) => words_of(texts, kind).title,
        Scope::All => texts.stock().all,
    }
}

/// The unsent requests of the question, if this is asked.
fn asked(clearing: Clearing, scope: Scope) -> Option<String> {
    let asked = clearing.asked.get()?;
    (asked.0 == scope).then_some(asked.1)
}

fn row(clearing: Clearing, stock: Stock) -> AnyView {
    let said = clearing.texts.stock();
    let words_of = words_of(clearing.texts, stock.kind);
    let scope = Scope::One(stock.kind);
    let detail = match (stock.count, stock.bytes) {
        (0, _) => said.empty.to_owned(),
        (count, 0) => (words_of.count)(count),
        (count, bytes) => format!("{}, {}", (words_of.count)(count), (said.bytes)(bytes)),
    };
    let action = changing(move || {
        if stock.count == 0 {
            return nothing();
        }
        if let Some(unsent) = asked(clearing, scope) {
            return question(clearing, scope, &unsent);
        }
        let label = Signal::stored(said.clear.to_owned());
        let press = Callback::new(move |()| clearing.ask(scope));
        let name = (said.clear_of)(words_of.title);
        named(
            crate::ui::plain::toggle(Rank::Quiet, label, None, press),
            &name,
        )
    });
    let about = vec![
        words("p", "stock__title", words_of.title),
        words("p", "choice__hint", detail),
    ];
    block("li", "stock__row", vec![block("div", "", about), action])
}

/// A group with a name of its own: many buttons say the same.
fn named(inner: AnyView, name: &str) -> AnyView {
    element(
        "div",
        &[("role", "group"), ("aria-label", name)],
        vec![inner],
    )
}

/// What will be lost, unsent requests first, and the way out.
fn question(clearing: Clearing, scope: Scope, unsent: &str) -> AnyView {
    let said = clearing.texts.stock();
    let loss = match scope {
        Scope::One(kind) => words_of(clearing.texts, kind).loss,
        Scope::All => said.all_loss,
    };
    let confirm = match scope {
        Scope::One(_) => said.confirm,
        Scope::All => said.confirm_all,
    };
    let heading = format!("{}?", (said.clear_of)(title(clearing.texts, scope)));
    let heading = vec![heading.into_any()];
    let mut inner = vec![element(
        "p",
        &[
            ("id", QUESTION),
            ("class", "stock__title"),
            ("tabindex", "-1"),
        ],
        heading,
    )];
    if !unsent.is_empty() {
        inner.push(words("p", "stock__unsent", (said.unsent)(unsent)));
    }
    if scope == Scope::All && !frame::is_here() {
        inner.push(words("p", "", said.elsewhere));
    }
    inner.push(words("p", "", format!("{loss} {}", said.undone)));
    let keep = move || {
        clearing.asked.set(None);
        focus::by_id_soon(PLACE);
    };
    let ways = vec![
        button(Rank::Secondary, said.keep, keep),
        button(Rank::Primary, confirm, move || clearing.clear(scope)),
    ];
    inner.push(block("div", "stock__ways", ways));
    block("div", "stock__question", inner)
}
