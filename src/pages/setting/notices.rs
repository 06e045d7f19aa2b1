//! «Настройки уведомлений» (spec G06, G07, G20, G26).

use leptos::prelude::*;
use opora_contract::request::{Channel, News, Preferences, QuietHours, TimeOfDay};

use super::{choice, option, part};
use crate::{
    api::{Client, use_client},
    browser::{ability, focus, live, look, notification, setting, zone},
    form::preference,
    i18n::Texts,
    ui::plain::{Rank, block, button, changing, element, nothing, words},
};

/// What quiet hours begin with.
const NIGHT: [&str; 2] = ["22:00", "08:00"];

/// What is chosen, and what became of the last choice.
#[derive(Clone, Copy)]
struct Choosing {
    texts: Texts,
    chosen: RwSignal<Preferences>,
    outcome: RwSignal<String>,
    client: StoredValue<Client>,
}

impl Choosing {
    /// Keeps it on the device and tells the requests.
    fn choose(self, change: impl FnOnce(&mut Preferences)) {
        self.chosen.update(change);
        let said = self.texts.notices();
        let is_kept = preference::choose(self.chosen.get_untracked());
        let sentence = if is_kept { said.saved } else { said.unsaved };
        live::announce(sentence);
        self.outcome.set(sentence.to_owned());
        if !is_kept {
            return;
        }
        let client = self.client.get_value();
        leptos::task::spawn_local(async move {
            let told = preference::tell(&client).await;
            let told = (said.told)(told.requests, told.left);
            if !told.is_empty() {
                self.outcome.try_set(format!("{}. {told}", said.saved));
            }
        });
    }
}

pub fn section(texts: Texts) -> AnyView {
    let said = texts.notices();
    let choosing = Choosing {
        texts,
        chosen: RwSignal::new(preference::read().unwrap_or_default()),
        outcome: RwSignal::default(),
        client: StoredValue::new(use_client()),
    };
    let read = move || choosing.chosen.set(preference::read().unwrap_or_default());
    // Another tab has changed it, or the settings of this device were cleared.
    setting::on_change(read);
    look::on_change(read);
    let outcome = changing(move || words("p", "settings__outcome", choosing.outcome.get()));
    let inner = vec![
        words("p", "choice__hint", said.lead),
        channels(choosing),
        types(choosing),
        quiet(choosing),
        words("p", "choice__hint", said.always),
        outcome,
    ];
    part("notices", said.title, inner)
}

fn channels(choosing: Choosing) -> AnyView {
    let said = choosing.texts.notices();
    let chosen = choosing.chosen;
    let one = |(channel, id): (Channel, &str)| {
        let is_on = Signal::derive(move || chosen.read().channel == channel);
        let change = Callback::new(move |_| choosing.choose(|chosen| chosen.channel = channel));
        let (name, hint) = ((said.channel_name)(channel), (said.channel_hint)(channel));
        option(Some("channel"), id.to_owned(), name, hint, is_on, change)
    };
    let all = [
        (Channel::Email, "channel-email"),
        (Channel::Browser, "channel-browser"),
        (Channel::App, "channel-app"),
    ];
    let more = changing(move || match chosen.read().channel {
        Channel::Email => words("p", "choice__hint", said.spam),
        Channel::Browser => permission(choosing.texts),
        Channel::App => nothing(),
    });
    let options = choice(said.channel, "", all.map(one).into());
    block("div", "settings__group", vec![options, more])
}

/// Whether the browser lets us; asked only by a press.
fn permission(texts: Texts) -> AnyView {
    let said = texts.notices();
    let permission = RwSignal::new(notification::permission().unwrap_or_default());
    changing(move || match permission.read().as_str() {
        "default" => button(Rank::Secondary, said.permit, move || {
            leptos::task::spawn_local(async move {
                let is_granted = ability::may_notify().await;
                live::announce(if is_granted {
                    said.permitted
                } else {
                    said.forbidden
                });
                permission.try_set(if is_granted { "granted" } else { "denied" }.to_owned());
                focus::if_lost("channel-browser");
            });
        }),
        "granted" => words("p", "choice__hint", said.permitted),
        "denied" => words("p", "field__error", said.forbidden),
        _ => words("p", "field__error", said.unable),
    })
}

fn types(choosing: Choosing) -> AnyView {
    let said = choosing.texts.notices();
    let chosen = choosing.chosen;
    let one = |(news, id): (News, &str)| {
        let is_on = Signal::derive(move || chosen.read().wants(news));
        let change = Callback::new(move |is_on: bool| {
            choosing.choose(|chosen| {
                chosen.muted.retain(|muted| *muted != news);
                if !is_on {
                    chosen.muted.push(news);
                }
            });
        });
        let (name, hint) = ((said.news)(news), (said.news_hint)(news));
        option(None, id.to_owned(), name, hint, is_on, change)
    };
    let all = [
        (News::Status, "news-status"),
        (News::Message, "news-message"),
        (News::Action, "news-action"),
        (News::Term, "news-term"),
        (News::Reminder, "news-reminder"),
    ];
    let state = Memo::new(move |_| {
        let chosen = chosen.read();
        let is_critical = chosen.muted.iter().any(|muted| muted.is_critical());
        (!chosen.muted.is_empty(), is_critical)
    });
    let more = changing(move || {
        let (is_any_off, is_critical) = state.get();
        let warning = match is_critical {
            true => words("p", "settings__warning", said.critical),
            false => nothing(),
        };
        if !is_any_off {
            return nothing();
        }
        let all_on = button(Rank::Secondary, said.all_on, move || {
            choosing.choose(|chosen| chosen.muted.clear());
            // The button goes.
            focus::if_lost("news-status");
        });
        block("div", "settings__group", vec![warning, all_on])
    });
    let options = choice(said.types, "", all.map(one).into());
    block("div", "settings__group", vec![options, more])
}

fn quiet(choosing: Choosing) -> AnyView {
    let said = choosing.texts.notices();
    let chosen = choosing.chosen;
    let is_on = Memo::new(move |_| chosen.read().quiet.is_some());
    let toggle = Callback::new(move |is_on: bool| {
        choosing.choose(|chosen| chosen.quiet = if is_on { night() } else { None });
    });
    let own = option(
        None,
        "quiet".to_owned(),
        said.quiet,
        said.quiet_hint,
        is_on.into(),
        toggle,
    );
    let hours = changing(move || {
        if !is_on.get() {
            return nothing();
        }
        let from = hour(choosing, "quiet-from", said.from, |quiet| &mut quiet.from);
        let to = hour(choosing, "quiet-to", said.to, |quiet| &mut quiet.to);
        let zone = words("p", "choice__hint", (said.zone)(&zone::name()));
        block("div", "settings__hours", vec![from, to, zone])
    });
    block("div", "settings__group", vec![own, hours])
}

fn night() -> Option<QuietHours> {
    let [from, to] = NIGHT.map(TimeOfDay::parse);
    Some(QuietHours {
        from: from?,
        to: to?,
        utc_offset: preference::utc_offset()?,
    })
}

/// One end of the quiet hours: the browser's own field for a time.
fn hour(
    choosing: Choosing,
    id: &'static str,
    label: &str,
    end: fn(&mut QuietHours) -> &mut TimeOfDay,
) -> AnyView {
    let quiet = choosing.chosen.read_untracked().quiet;
    let value = quiet.map(|mut quiet| end(&mut quiet).to_string());
    let change = move |event: leptos::ev::Event| {
        // An empty field is being typed in.
        let Some(time) = TimeOfDay::parse(&event_target_value(&event)) else {
            return;
        };
        choosing.choose(|chosen| {
            if let Some(quiet) = &mut chosen.quiet {
                *end(quiet) = time;
            }
        });
    };
    let input = view! {
        <input id=id class="field__input" type="time" value=value on:change=change/>
    };
    let words = vec![label.to_owned().into_any()];
    let label = element("label", &[("class", "field__label"), ("for", id)], words);
    block("div", "settings__hour", vec![label, input.into_any()])
}
