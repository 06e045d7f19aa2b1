//! The top of every page: brand, «Мои обращения», «Помощь», theme and language.

use leptos::prelude::*;
use opora_contract::{language::Language, page::Page};

use super::SwitchLanguage;
use crate::{
    browser::{
        page,
        setting::{self, Setting},
    },
    i18n::use_texts,
    route,
    ui::icon::Icon,
};

#[component]
pub fn Header() -> impl IntoView {
    let texts = use_texts();
    view! {
        <header class="header">
            <div class="frame header__row">
                <a class="brand" href=Page::Home.path()>
                    <svg class="brand__mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
                        <path d="M6 26V13a10 10 0 0 1 20 0v13M11.5 26V14a4.5 4.5 0 0 1 9 0v12"></path>
                    </svg>
                    <span class="brand__name">{texts.shell.brand}</span>
                    <span class="brand__site">{texts.shell.site}</span>
                </a>
                <nav class="header__nav" aria-label=texts.shell.menu>
                    <a class="header__link" href=Page::Requests.path()>{texts.shell.my_requests}</a>
                    <Menu/>
                </nav>
                <div class="header__tools"><Theme/><LanguageLink/></div>
            </div>
        </header>
    }
    .into_any()
}

/// «Помощь»: every way to reach a person, one press away (spec A10, A11).
#[component]
fn Menu() -> impl IntoView {
    let texts = use_texts();
    let menu = NodeRef::<leptos::html::Details>::new();
    let close = move || {
        if let Some(menu) = menu.get_untracked() {
            menu.set_open(false);
        }
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            close();
            crate::browser::focus::by_id("help-menu");
        }
    };
    // A focus that leaves the menu closes it; one that moves within it does not.
    let on_focus_out = move |event: leptos::ev::FocusEvent| {
        let next = event.related_target();
        let stays = menu.get_untracked().is_some_and(|menu| crate::browser::focus::is_within(&menu, next.as_ref()));
        if next.is_some() && !stays {
            close();
        }
    };
    let links = [
        ("phone", Page::Contacts.path(), texts.shell.operator),
        ("document", route::feedback(), texts.shell.write),
        ("info", Page::Faq.path(), texts.shell.menu_answers),
    ]
    .map(|(icon, href, label)| {
        view! { <li><a class="menu__link" href=href on:click=move |_| close()><Icon name=icon/>{label}</a></li> }
    });
    view! {
        <details class="menu" node_ref=menu on:keydown=on_key on:focusout=on_focus_out>
            <summary id="help-menu" class="menu__button"><Icon name="help"/>{texts.shell.menu}</summary>
            <ul class="menu__list">{links}</ul>
        </details>
    }
    .into_any()
}

/// Light or dark. Until it is pressed the device decides.
#[component]
fn Theme() -> impl IntoView {
    let texts = use_texts();
    let saved = setting::read(Setting::Theme);
    let (dark, set_dark) = signal(saved.map_or_else(page::prefers_dark, |theme| theme == "dark"));
    let toggle = move |_| {
        let theme = if dark.get_untracked() { "light" } else { "dark" };
        set_dark.set(theme == "dark");
        setting::write(Setting::Theme, Some(theme));
        page::set_root_attribute("data-theme", Some(theme));
    };
    view! {
        <button type="button" class="tool" aria-pressed=move || dark.get().to_string() on:click=toggle>
            <Icon name="theme"/>{texts.shell.theme}
        </button>
    }
    .into_any()
}

/// A link to this page in the other language; works without a page load.
#[component]
fn LanguageLink() -> impl IntoView {
    let texts = use_texts();
    let other = if texts.language == Language::Ru { Language::En } else { Language::Ru };
    let switch = use_context::<SwitchLanguage>();
    let choose = move |event: leptos::ev::MouseEvent| {
        if let Some(SwitchLanguage(switch)) = switch {
            event.prevent_default();
            switch.run(other);
        }
    };
    view! {
        <a
            class="tool"
            href=format!("?lang={}", other.tag())
            lang=other.tag()
            hreflang=other.tag()
            rel="external"
            on:click=choose
        >
            {texts.shell.other_language}
        </a>
    }
    .into_any()
}
