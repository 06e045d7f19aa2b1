//! The list under the input: which rows it has, which is active, and how it is drawn.

use leptos::prelude::*;
use web_sys::{HtmlElement, HtmlInputElement};

use super::row::{Does, Group, Row};
use crate::{
    browser::{attribute, focus, live, page},
    i18n::Texts,
    search::{marked, recent},
};

/// The state of the list; the attributes of the input follow it.
#[derive(Clone)]
pub struct List {
    pub input: HtmlInputElement,
    groups: RwSignal<Vec<Group>>,
    /// Position of the active row among all.
    active: RwSignal<Option<usize>>,
}

impl List {
    pub fn new(input: HtmlInputElement) -> Self {
        let list = Self {
            input,
            groups: RwSignal::new(Vec::new()),
            active: RwSignal::new(None),
        };
        attribute::set(&list.input, "role", Some("combobox"));
        attribute::set(&list.input, "aria-autocomplete", Some("list"));
        attribute::set(&list.input, "aria-controls", Some(&list.id("list")));
        let own = list.clone();
        Effect::new(move |_| own.follow());
        list
    }

    /// An id that no other search box of the page has.
    fn id(&self, part: &str) -> String {
        format!("{}-{part}", self.input.id())
    }

    fn row_id(&self, place: usize) -> String {
        self.id(&place.to_string())
    }

    fn follow(&self) {
        let is_open = self.groups.with(|groups| !groups.is_empty());
        let expanded = if is_open { "true" } else { "false" };
        attribute::set(&self.input, "aria-expanded", Some(expanded));
        let active = self.active.get().map(|active| self.row_id(active));
        attribute::set(&self.input, "aria-activedescendant", active.as_deref());
    }

    /// Shows these rows, none of them active. A box that has lost the focus shows nothing.
    pub fn show(&self, groups: Vec<Group>) {
        self.active.try_set(None);
        let shown = if self.has_focus() { groups } else { Vec::new() };
        self.groups.try_set(shown);
    }

    pub fn close(&self) {
        self.show(Vec::new());
    }

    pub fn has_focus(&self) -> bool {
        focus::is_at(&self.input)
    }

    pub fn is_open(&self) -> bool {
        self.rows() > 0
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        let count = |groups: &Vec<Group>| groups.iter().map(|group| group.rows.len()).sum();
        self.groups.try_with_untracked(count).unwrap_or_default()
    }

    /// Makes the next row active, or the one before; beyond the ends is the input itself.
    pub fn step(&self, is_down: bool) {
        let stops = self.rows() + 1;
        let now = self.active.get_untracked().map_or(0, |active| active + 1);
        let next = (now + if is_down { 1 } else { stops - 1 }) % stops;
        self.active.set(next.checked_sub(1));
        if let Some(row) = self.active_row() {
            row.scroll_into_view_with_bool(false);
        }
    }

    pub fn active_row(&self) -> Option<HtmlElement> {
        page::element(&self.row_id(self.active.get_untracked()?))
    }
}

/// The list as it stands under the input.
pub fn draw(list: List, texts: Texts) -> AnyView {
    let id = list.id("list");
    let own = list.clone();
    let groups = move || {
        let mut first = 0;
        let groups = list.groups.get().into_iter().enumerate();
        let drawn = groups.map(|(number, group)| {
            let from = first;
            first += group.rows.len();
            draw_group(&list, texts, number, group, from)
        });
        drawn.collect_view()
    };
    let is_closed = move || own.groups.with(Vec::is_empty);
    view! {
        <div
            class="suggest"
            role="listbox"
            id=id
            aria-label=texts.suggest().label
            hidden=is_closed
            // A press must not take the focus from the input.
            on:mousedown=|event| event.prevent_default()
        >
            {groups}
        </div>
    }
    .into_any()
}

fn draw_group(list: &List, texts: Texts, number: usize, group: Group, from: usize) -> AnyView {
    let title = list.id(&format!("group-{number}"));
    let titled = title.clone();
    let rows = group.rows.into_iter().enumerate();
    let rows = rows.map(|(at, row)| draw_row(list, texts, from + at, row));
    view! {
        <div role="group" aria-labelledby=titled>
            <p class="suggest__group" id=title role="presentation">{group.title}</p>
            {rows.collect_view()}
        </div>
    }
    .into_any()
}

fn draw_row(list: &List, texts: Texts, place: usize, row: Row) -> AnyView {
    let active = list.active;
    let selected = move || (active.get() == Some(place)).to_string();
    let own = list.clone();
    let (href, forgets) = match row.does {
        Does::Lead(href) => (Some(href), false),
        Does::Forget => (None, true),
    };
    let choose = move |_| {
        if forgets {
            recent::forget();
            live::announce(texts.suggest().forgotten);
        } else {
            recent::keep(&own.input.value());
        }
        own.close();
    };
    view! {
        <a
            class="suggest__row"
            role="option"
            tabindex="-1"
            id=list.row_id(place)
            href=href
            aria-selected=selected
            on:click=choose
        >
            <span class="suggest__title">{marked(row.title)}</span>
            <span class="suggest__detail">{row.detail}</span>
        </a>
    }
    .into_any()
}
