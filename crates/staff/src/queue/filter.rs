//! Which part of the queue: the choices stand in the address. And the way to one request by its number.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use opora::{browser::focus, i18n::use_texts, ui::field::input_id};
use opora_contract::{
    form::Kind, number::RequestNumber, slug::Slug, staff::Department, status::Status,
};

use super::List;
use crate::{
    address::{self, Filter, Whose},
    control::{self, Around},
    words::use_words,
};

const NUMBER: &str = "number";

/// The choices and the number.
pub fn filters(list: List) -> AnyView {
    let said = &use_words().queue;
    view! {
        <div class="staff-tools">
            <div class="staff-tools__group" role="group" aria-label=said.filter>
                {statuses(list)}
                {departments(list)}
                {takers(list)}
            </div>
            {by_number()}
        </div>
    }
    .into_any()
}

fn statuses(list: List) -> AnyView {
    let (said, texts) = (&use_words().queue, use_texts());
    let mut options = vec![(String::new(), said.all.to_owned())];
    options.extend(Status::ALL.map(|status| {
        let label = status.label(Kind::Question, texts.language);
        (address::name(status), label.to_owned())
    }));
    let choose = chooser(list, |filter, value| filter.status = address::status(value));
    let chosen = move || list.filter.read().status.map(address::name);
    let chosen = Signal::derive(move || chosen().unwrap_or_default());
    control::list("status", said.status, options, chosen, choose)
}

fn takers(list: List) -> AnyView {
    let said = &use_words().queue;
    let options = [
        ("", said.all),
        (Whose::Mine.name(), said.mine),
        (Whose::Nobody.name(), said.nobody),
    ];
    let options = options.map(|(value, label)| (value.to_owned(), label.to_owned()));
    let choose = chooser(list, |filter, value| filter.whose = Whose::parse(value));
    let chosen = move || list.filter.read().whose.map_or("", Whose::name);
    let chosen = Signal::derive(move || chosen().to_owned());
    control::list("assignee", said.assignee, options.to_vec(), chosen, choose)
}

fn departments(list: List) -> AnyView {
    let said = &use_words().queue;
    let known = Memo::new(move |before: Option<&Vec<Department>>| {
        let queue = list.queue.read();
        let known = queue.as_ref().map(|queue| queue.departments.clone());
        known.or_else(|| before.cloned()).unwrap_or_default()
    });
    let choose = chooser(list, |filter, value| filter.department = Slug::parse(value));
    let chosen = move || list.filter.read().department.as_ref().map(Slug::to_string);
    let chosen = Signal::derive(move || chosen().unwrap_or_default());
    let drawn = move || {
        let known = known.get();
        if known.is_empty() {
            return ().into_any();
        }
        let mut options = vec![(String::new(), said.all.to_owned())];
        options.extend(known.into_iter().map(|one| (one.id, one.name)));
        control::list("department", said.department, options, chosen, choose)
    };
    drawn.into_any()
}

/// Goes to the same list with another choice, from its first page.
fn chooser(
    list: List,
    set: impl Fn(&mut Filter, &str) + Send + Sync + 'static,
) -> Callback<String> {
    let navigate = use_navigate();
    Callback::new(move |value: String| {
        let mut filter = list.filter.get_untracked();
        set(&mut filter, &value);
        filter.cursor = None;
        navigate(&filter.address(), Default::default());
    })
}

fn by_number() -> AnyView {
    let said = &use_words().queue;
    let navigate = use_navigate();
    let number = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let open = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match RequestNumber::parse(&number.get_untracked()) {
            Ok(number) => navigate(&address::request(number), Default::default()),
            Err(_) => {
                error.set(Some(said.not_a_number.to_owned()));
                focus::by_id_soon(input_id(NUMBER));
            }
        }
    };
    let around = Around {
        label: said.open.to_owned(),
        hint: said.open_hint,
        optional: None,
    };
    let typed = Callback::new(move |text| {
        error.set(None);
        number.set(text);
    });
    view! {
        <form class="staff-find" novalidate on:submit=open>
            {control::line("text", NUMBER, around, number.into(), error.into(), typed)}
            <button type="submit" class="button" data-rank="secondary">{said.find}</button>
        </form>
    }
    .into_any()
}
