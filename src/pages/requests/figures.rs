//! «Моя статистика» (spec H09): four figures, bars with their values in words, and the same as tables.

use leptos::prelude::*;

use super::shelf::Shelf;
use crate::{
    browser::format,
    form::kept::{
        figures::{Figures, Sum, figures as count},
        list::List,
    },
    ui::plain::{block, changing, disclosure, element, words},
};

/// Bars and table of one way to part the requests.
struct Chart {
    title: &'static str,
    /// Head of the first column.
    head: &'static str,
    lines: Vec<(String, Sum)>,
}

pub fn figures(shelf: Shelf) -> AnyView {
    let own = shelf.texts.requests();
    changing(move || {
        shelf.turn.track();
        if !shelf.is_read.get() {
            return ().into_any();
        }
        let now = format::now();
        let found = shelf.with(|list: &List| count(list.all(), &now));
        match found.filter(|found| found.all.count > 0) {
            Some(found) => drawn(shelf, found),
            None => block("div", "empty", vec![words("p", "", own.figures.empty)]),
        }
    })
}

fn drawn(shelf: Shelf, found: Figures) -> AnyView {
    let own = shelf.texts.requests();
    let said = &own.figures;
    let tag = shelf.texts.language.tag();
    let mut inner = vec![facts(shelf, &found)];
    let kinds = found.kinds.into_iter();
    let kinds = kinds.map(|(kind, sum)| ((own.kind_name)(kind).to_owned(), sum));
    let by_kind = Chart {
        title: said.by_kind,
        head: said.head_kind,
        lines: kinds.collect(),
    };
    inner.push(chart(shelf, &by_kind, None));
    let months = found.months.into_iter();
    let months: Vec<_> = months
        .map(|(month, sum)| (format::month(&month, tag), sum))
        .collect();
    if !months.is_empty() {
        let by_month = Chart {
            title: said.by_month,
            head: said.head_month,
            lines: months,
        };
        inner.push(chart(shelf, &by_month, Some(said.months_note)));
    }
    inner.push(words("p", "figures__note", said.note));
    block("div", "figures", inner)
}

/// The figures as terms with their values.
fn facts(shelf: Shelf, found: &Figures) -> AnyView {
    let said = &shelf.texts.requests().figures;
    let facts = [
        (said.total, found.all.count.to_string()),
        (said.open, found.open.to_string()),
        (said.decided, found.all.decided.to_string()),
        (said.mean, mean(shelf, &found.all, said.mean_none)),
    ];
    let fact = |(name, value): (&'static str, String)| {
        block(
            "div",
            "figures__fact",
            vec![words("dt", "", name), words("dd", "", value)],
        )
    };
    block(
        "dl",
        "figures__facts",
        facts.into_iter().map(fact).collect(),
    )
}

fn mean(shelf: Shelf, sum: &Sum, none: &'static str) -> String {
    let hours = sum.hours().map(shelf.texts.requests().figures.hours);
    hours.unwrap_or_else(|| none.to_owned())
}

fn chart(shelf: Shelf, chart: &Chart, note: Option<&'static str>) -> AnyView {
    let said = &shelf.texts.requests().figures;
    let most = chart.lines.iter().map(|(_, sum)| sum.count).max();
    let most = most.unwrap_or(1).max(1);
    let bars = chart.lines.iter().map(|(name, sum)| bar(name, sum, most));
    let bars = block("ul", "bars", bars.collect());
    let table = table(shelf, chart);
    let none = Callback::new(|_| ());
    let mut inner = vec![words("h2", "", chart.title)];
    inner.extend(note.map(|note| words("p", "figures__note", note)));
    inner.push(bars);
    inner.push(disclosure(
        "disclosure",
        said.table.to_owned(),
        false,
        none,
        table,
    ));
    block("section", "", inner)
}

/// A line whose words say all of it; the bar is for the eyes.
fn bar(name: &str, sum: &Sum, most: usize) -> AnyView {
    let width = (sum.count * 100 / most).to_string();
    let drawing = view! {
        <svg class="bars__bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect width=width height="10"></rect>
        </svg>
    };
    let inner = vec![
        words("span", "bars__name", name.to_owned()),
        words("span", "bars__value", sum.count.to_string()),
        drawing.into_any(),
    ];
    block("li", "bars__line", inner)
}

fn table(shelf: Shelf, chart: &Chart) -> AnyView {
    let said = &shelf.texts.requests().figures;
    let column = |words: &'static str| element("th", &[("scope", "col")], vec![words.into_any()]);
    let heads = std::iter::once(chart.head).chain(said.head);
    let head = block("tr", "", heads.map(column).collect());
    let line = |(name, sum): &(String, Sum)| {
        let cells = vec![
            element("th", &[("scope", "row")], vec![name.clone().into_any()]),
            words("td", "", sum.count.to_string()),
            words("td", "", sum.decided.to_string()),
            words("td", "", mean(shelf, sum, "—")),
        ];
        block("tr", "", cells)
    };
    let body = chart.lines.iter().map(line).collect();
    let inner = vec![
        words("caption", "visually-hidden", chart.title),
        block("thead", "", vec![head]),
        block("tbody", "", body),
    ];
    block("div", "table", vec![block("table", "", inner)])
}
