//! How a report is drawn: while it is written, and what became of it.

use leptos::prelude::*;
use opora_contract::{page::Page, slug::Slug};

use super::{OUTCOME, Outcome, QUOTATION, Report, Subject, WRONG};
use crate::{
    guide::parcel,
    i18n::Texts,
    route,
    ui::{
        field::{Control, Field, FieldWords},
        notice::{Notice, Tone},
        plain::{block, changing, link, nothing, words},
    },
    vote::Note,
};

pub fn writing(texts: Texts, report: Report, send: Callback<()>) -> AnyView {
    let care = texts.care();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        send.run(());
    };
    let busy = move || report.is_running.get().then_some("true");
    let label = move || {
        if report.is_running.get() {
            care.sending
        } else {
            care.send
        }
    };
    view! {
        <form class="report__form" novalidate on:submit=submit>
            {words("p", "", care.report_lead)}
            <Field
                name=WRONG
                control=Control::Text
                words=FieldWords { label: care.wrong.into(), hint: care.wrong_hint.into(), optional: None }
                value=report.text
                error=report.error
                on_input=Callback::new(move |text| report.typed(Note::Report, text))
                on_leave=Callback::new(|()| ())
            />
            <Field
                name=QUOTATION
                control=Control::Line
                words=FieldWords { label: care.quotation.into(), hint: care.quotation_hint.into(), optional: Some(texts.form().optional) }
                value=report.quotation
                error=report.too_long
                on_input=Callback::new(move |text| report.typed(Note::Quotation, text))
                on_leave=Callback::new(|()| ())
            />
            {changing(move || failure(report))}
            <button type="submit" class="button" data-rank="secondary" aria-busy=busy>{label}</button>
            {full(texts, report)}
        </form>
    }
    .into_any()
}

fn failure(report: Report) -> AnyView {
    let Outcome::Failed(title, detail) = report.outcome.get() else {
        return nothing();
    };
    let detail = detail.trim().to_owned();
    let notice = view! { <Notice tone=Tone::Danger title=title detail=detail alert=true/> };
    view! { <div id=OUTCOME tabindex="-1">{notice}</div> }.into_any()
}

/// The whole form, for who wants a reply: what is written moves there.
fn full(texts: Texts, report: Report) -> AnyView {
    let care = texts.care();
    let page = report.subject.with_value(Subject::page);
    let query = format!("?report=inaccuracy&page={}", route::encode(&page));
    let href = Slug::parse("content").map(|form| Page::Form(form).path() + &query);
    let carry = move |_| {
        let quotation = report.quotation.get_untracked();
        let quoted = (!quotation.is_empty()).then(|| (care.quoted)(&quotation));
        let text = [report.text.get_untracked(), quoted.unwrap_or_default()];
        parcel::leave(text.join("\n").trim());
    };
    let way = view! { <a class="action" href=href.unwrap_or_default() on:click=carry>{care.full_form}</a> };
    let inner = vec![words("p", "report__reply", care.want_reply), way.into_any()];
    block("div", "", inner)
}

pub fn over(texts: Texts, report: Report) -> AnyView {
    let care = texts.care();
    let (tone, title, detail, way) = match report.outcome.get_untracked() {
        Outcome::Sent(number) => {
            let way = link("action", &Page::Request(number).path(), care.follow);
            let title = (care.reported)(&number.to_string());
            (Tone::Positive, title, care.reported_detail, way)
        }
        _ => (
            Tone::Attention,
            care.queued.to_owned(),
            care.queued_detail,
            nothing(),
        ),
    };
    let notice = view! { <Notice tone=tone title=title detail=detail>{way}</Notice> };
    view! { <div id=OUTCOME tabindex="-1" role="status">{notice}</div> }.into_any()
}
