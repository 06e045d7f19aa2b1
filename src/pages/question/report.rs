//! «Сообщить о неточности»: what is wrong and in which phrase, sent from where it stands. It becomes a request to the
//! editors, so it has a number, waits for a line where there is none, and is sent once.

mod sheet;

use std::sync::Arc;

use leptos::prelude::*;
use opora_contract::{number::RequestNumber, rule, slug::Slug, vote::About};

use self::sheet::{over, writing};
use super::super::{Build, later};
use crate::{
    api::use_client,
    browser::{focus, random, share},
    form::{
        foreign,
        outbox::{self, Outbox, Waiting},
        preference,
    },
    i18n::{Texts, use_texts},
    ui::{
        field::input_id,
        plain::{block, changing, disclosure, nothing},
    },
    vote::Note,
};

/// Shortest and longest message, in characters: with a phrase it fits into the form of the editors.
const TEXT_MIN: usize = 10;
const TEXT_MAX: usize = 1_400;
/// Longest phrase, in characters.
const QUOTATION_MAX: usize = 500;

const WRONG: &str = "wrong";
const QUOTATION: &str = "quotation";
/// Id of what became of it, for the focus.
const OUTCOME: &str = "report-outcome";

/// What is reported on.
#[derive(Clone)]
pub struct Subject {
    pub about: About,
    pub title: String,
    /// The path of the answer.
    pub path: String,
}

impl Subject {
    /// The value of the form's field for the page.
    fn page(&self) -> String {
        format!("{} {}", self.path, self.title)
    }
}

/// What became of a message.
#[derive(Clone, PartialEq, Eq)]
enum Outcome {
    Open,
    Sent(RequestNumber),
    Queued,
    /// Title and detail.
    Failed(String, String),
}

/// A message that is being written.
#[derive(Clone, Copy)]
struct Report {
    subject: StoredValue<Subject>,
    text: RwSignal<String>,
    quotation: RwSignal<String>,
    error: RwSignal<Option<String>>,
    too_long: RwSignal<Option<String>>,
    outcome: RwSignal<Outcome>,
    is_running: RwSignal<bool>,
    /// Another one as soon as a message that was tried to send is changed.
    key: StoredValue<String>,
    is_tried: StoredValue<bool>,
}

/// Opens and closes. What is selected in the answer becomes the phrase.
pub fn report(subject: Subject) -> AnyView {
    let was_begun = !Note::Report.read(&subject.about).is_empty();
    let is_open = RwSignal::new(was_begun);
    // A press takes the selection away before it opens anything.
    let selected = StoredValue::new(None::<String>);
    let remember = move |_| selected.set_value(share::selected_in(".answer"));
    // Whoever comes near may open it, on a line that is gone by then.
    let fetch = move || {
        leptos::task::spawn_local(async {
            __preload_report_form().await;
        });
    };
    let title = use_texts().care().report.to_owned();
    let inner = changing(move || {
        if is_open.get() {
            let phrase = selected
                .get_value()
                .or_else(|| share::selected_in(".answer"));
            later(report_form(Arc::new((subject.clone(), phrase))))
        } else {
            nothing()
        }
    });
    let toggled = Callback::new(move |now| {
        if is_open.get_untracked() != now {
            is_open.set(now);
        }
    });
    let opened = disclosure(
        "disclosure report",
        title,
        was_begun,
        toggled,
        block("div", "", vec![inner]),
    );
    view! { <div class="report__place" on:pointerdown=remember on:pointerenter=move |_| fetch() on:focusin=move |_| fetch()>{opened}</div> }.into_any()
}

/// A chunk of its own: most never open it.
#[lazy]
fn report_form(begun: Arc<(Subject, Option<String>)>) -> Build {
    Arc::new(move || {
        let (subject, phrase) = &*begun;
        form(subject.clone(), phrase.clone())
    })
}

fn form(subject: Subject, phrase: Option<String>) -> AnyView {
    // What sends it has to be here when the line is not.
    outbox::preload();
    let about = &subject.about;
    let kept = Note::Quotation.read(about);
    let phrase = phrase.filter(|_| kept.is_empty()).unwrap_or(kept);
    let report = Report {
        text: RwSignal::new(Note::Report.read(about)),
        quotation: RwSignal::new(phrase.chars().take(QUOTATION_MAX).collect()),
        subject: StoredValue::new(subject),
        error: RwSignal::new(None),
        too_long: RwSignal::new(None),
        outcome: RwSignal::new(Outcome::Open),
        is_running: RwSignal::new(false),
        key: StoredValue::new(random::uuid()),
        is_tried: StoredValue::new(false),
    };
    let texts = use_texts();
    let send = sender(report, texts);
    let is_over =
        Memo::new(move |_| matches!(report.outcome.get(), Outcome::Sent(_) | Outcome::Queued));
    changing(move || {
        if is_over.get() {
            over(texts, report)
        } else {
            writing(texts, report, send)
        }
    })
}

impl Report {
    /// Keeps what is typed.
    fn typed(self, note: Note, text: String) {
        self.subject
            .with_value(|subject| note.keep(&subject.about, &text));
        if self.is_tried.get_value() {
            self.is_tried.set_value(false);
            self.key.set_value(random::uuid());
        }
        match note {
            Note::Quotation => self.quotation.set(text),
            _ => self.text.set(text),
        }
    }

    /// What is sent; `None` where it shows a mistake instead.
    fn judged(self, texts: Texts) -> Option<Waiting> {
        let text = rule::normalise_text(&self.text.get_untracked());
        let phrase = rule::normalise_text(&self.quotation.get_untracked());
        let fault = |text: &str, min: usize, max: usize| {
            let judged = rule::check_length(text, min, max);
            judged.err().map(|fault| fault.message(texts.language))
        };
        let (wrong, long) = (
            fault(&text, TEXT_MIN, TEXT_MAX),
            fault(&phrase, 0, QUOTATION_MAX),
        );
        let first = wrong
            .as_ref()
            .map(|_| WRONG)
            .or(long.as_ref().map(|_| QUOTATION));
        self.error.set(wrong);
        self.too_long.set(long);
        if let Some(field) = first {
            focus::by_id_soon(input_id(field));
            return None;
        }
        let description = if phrase.is_empty() {
            text
        } else {
            format!("{text}\n\n{}", (texts.care().quoted)(&phrase))
        };
        let fields = [
            ("report", "inaccuracy".to_owned()),
            ("page", self.subject.with_value(Subject::page)),
            ("description", description),
        ];
        Some(Waiting {
            idempotency_key: self.key.get_value(),
            form: Slug::parse("content")?,
            title: texts.care().report.to_owned(),
            fields: fields.map(|(name, value)| (name.to_owned(), value)).into(),
            private: Vec::new(),
            files: Vec::new(),
            profile: None,
            preferences: preference::for_new_request(),
            refusal: None,
            context: None,
            owner: None,
            language: String::new(),
            answer: None,
        })
    }

    fn forget(self) {
        self.subject.try_with_value(|subject| {
            for note in [Note::Report, Note::Quotation] {
                note.keep(&subject.about, "");
            }
        });
    }
}

/// Sends once at a time; without a line the message waits in the outbox.
fn sender(report: Report, texts: Texts) -> Callback<()> {
    let client = use_client();
    let outbox = expect_context::<Outbox>();
    Callback::new(move |()| {
        if report.is_running.get_untracked() {
            return;
        }
        let Some(mut waiting) = report.judged(texts) else {
            return;
        };
        report.is_running.set(true);
        report.is_tried.set_value(true);
        let client = client.clone();
        leptos::task::spawn_local(async move {
            let care = texts.care();
            let failed = |detail: String| Outcome::Failed(care.not_sent.to_owned(), detail);
            let outcome = match outbox::deliver(&client, &mut waiting).await {
                Ok(receipt) => {
                    outbox::settle(&waiting, &receipt).await;
                    Outcome::Sent(receipt.request.number)
                }
                Err(error) if error.is_retryable() && !foreign::is_on() => {
                    let kept = outbox.put(&waiting).await;
                    kept.map_or_else(
                        |_| failed(care.not_sent_detail.to_owned()),
                        |()| Outcome::Queued,
                    )
                }
                Err(error) => {
                    let problem = error.problem().map(|problem| problem.detail);
                    failed(format!(
                        "{} {}",
                        problem.unwrap_or_default(),
                        care.not_sent_detail
                    ))
                }
            };
            if matches!(outcome, Outcome::Sent(_) | Outcome::Queued) {
                report.forget();
            }
            report.is_running.try_set(false);
            if report.outcome.try_set(outcome).is_none() {
                focus::by_id_soon(OUTCOME);
            }
        });
    })
}
