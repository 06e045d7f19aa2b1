//! The rows. A row stays while its request is in the list, so the focus stays on its link.

use leptos::prelude::*;
use opora::{
    browser::format::{self, Style},
    i18n::use_texts,
    ui::notice::{Notice, Tone},
};
use opora_contract::{
    request::{Priority, Term},
    staff::QueueRow,
    standing::Level,
    status::Status,
};

use super::List;
use crate::{
    address::{self, Filter},
    words::use_words,
};

/// The table with the way on, or that there is nothing.
pub fn table(list: List) -> AnyView {
    let words = use_words();
    let said = &words.queue;
    let is_empty = Memo::new(move |_| {
        let queue = list.queue.read();
        queue.as_ref().is_none_or(|queue| queue.requests.is_empty())
    });
    let heads = [
        said.number,
        said.subject,
        said.status,
        said.priority,
        said.sent,
        said.term,
        said.assignee,
    ];
    let rows = move || {
        let queue = list.queue.read();
        let rows = queue.as_ref().map(|queue| queue.requests.clone());
        rows.unwrap_or_default()
    };
    let drawn = move || {
        if is_empty.get() {
            let (title, detail) = (said.empty.title, said.empty.detail);
            return view! { <Notice tone=Tone::Neutral title=title detail=detail/> }.into_any();
        }
        let heads = heads
            .map(|head| view! { <th scope="col" role="columnheader">{head}</th> })
            .collect_view();
        // Roles are written out: on a narrow screen rows are drawn as cards, and a browser may forget then what they are.
        view! {
            <table class="queue" role="table" aria-label=said.title>
                <thead class="queue__head" role="rowgroup"><tr role="row">{heads}</tr></thead>
                <tbody role="rowgroup">
                    <For each=rows key=|row| row.number children=move |first| row(list, first)/>
                </tbody>
            </table>
        }
        .into_any()
    };
    view! { {drawn} {ways(list)} }.into_any()
}

fn row(list: List, first: QueueRow) -> AnyView {
    let words = use_words();
    let (said, texts) = (&words.queue, use_texts());
    let number = first.number;
    let row = Memo::new(move |before: Option<&QueueRow>| {
        let queue = list.queue.read();
        let rows = queue.as_ref().map(|queue| &queue.requests);
        let found = rows.and_then(|rows| rows.iter().find(|row| row.number == number));
        found.or(before).cloned().unwrap_or_else(|| first.clone())
    });
    let subject = move || {
        let row = row.read();
        let department = list.department(&row.department);
        let level = (row.level == Level::Second).then_some(said.second);
        let details = [Some((words.kind)(row.kind)), level];
        let details = details.into_iter().flatten().map(ToOwned::to_owned);
        let details: Vec<String> = details.chain(department).collect();
        view! {
            <span class="queue__subject">{row.subject.clone()}</span>
            <span class="queue__detail">{details.join(" · ")}</span>
        }
    };
    let status = move || {
        let row = row.read();
        let label = row.status.label(row.kind, texts.language);
        view! { <span class="status" data-status=look(row.status)>{label}</span> }
    };
    let priority = move || {
        let priority = row.read().priority;
        let is_urgent = priority == Priority::Urgent;
        view! { <span class="queue__mark" data-tone=is_urgent.then_some("danger")>{(words.priority)(priority)}</span> }
    };
    let moment =
        move |style| format::date(row.read().sent_at.as_str(), texts.language.tag(), style);
    let assignee = move || match row.read().assignee.clone() {
        nobody if nobody.is_empty() => said.nobody.to_owned(),
        name => name,
    };
    view! {
        <tr class="queue__row" role="row">
            <th scope="row" role="rowheader" class="queue__number">
                <a href=address::request(number)>{number.to_string()}</a>
            </th>
            <td role="cell" class="queue__wide">{subject}</td>
            <td role="cell" class="queue__wide">{status}</td>
            <td role="cell" data-label=said.priority>{priority}</td>
            <td role="cell" data-label=said.sent>{move || moment(Style::ShortDay)}</td>
            <td role="cell" data-label=said.term>{move || term(&row.read())}</td>
            <td role="cell" data-label=said.assignee>{assignee}</td>
        </tr>
    }
    .into_any()
}

/// How a status is coloured, beside its words.
pub fn look(status: Status) -> &'static str {
    match status {
        Status::WaitingDocuments => "waiting",
        status if status.is_open() => "open",
        _ => "over",
    }
}

/// The last promised day, and whether it has passed.
fn term(row: &QueueRow) -> AnyView {
    let (words, texts) = (use_words(), use_texts());
    let Some(term) = &row.term else {
        return words.queue.no_term.into_any();
    };
    let day = format::date(term.to.as_str(), texts.language.tag(), Style::ShortDay);
    let mark = is_overdue(row.status, term, &format::now()).then(|| {
        view! { <span class="queue__mark" data-tone="danger">{words.queue.overdue}</span> }
    });
    view! { <span>{day}</span> {mark} }.into_any()
}

/// Whether the promised term is over. `now` is an ISO timestamp.
pub fn is_overdue(status: Status, term: &Term, now: &str) -> bool {
    status.is_open() && now.get(..10).is_some_and(|today| term.to.as_str() < today)
}

/// To the next page, and back to the first.
fn ways(list: List) -> AnyView {
    let said = &use_words().queue;
    let next = Memo::new(move |_| {
        list.queue
            .read()
            .as_ref()
            .and_then(|queue| queue.next.clone())
    });
    let at = move |cursor: Option<String>| {
        let filter = list.filter.get();
        Filter { cursor, ..filter }.address()
    };
    let first = move || {
        let is_first = list.filter.read().cursor.is_none();
        (!is_first).then(|| view! { <a class="action" href=at(None)>{said.first}</a> })
    };
    let next = move || {
        let cursor = next.get()?;
        Some(view! { <a class="action" href=at(Some(cursor))>{said.next}</a> })
    };
    view! { <nav class="staff-ways" aria-label=said.title>{first}{next}</nav> }.into_any()
}

impl List {
    /// The name of a department; nothing for a request without one.
    pub fn department(self, id: &str) -> Option<String> {
        let queue = self.queue.read();
        let names = queue.as_ref().map(|queue| &queue.departments);
        let found = names.and_then(|names| names.iter().find(|department| department.id == id));
        let name = found.map_or(id, |department| &department.name);
        (!name.is_empty()).then(|| name.to_owned())
    }
}
