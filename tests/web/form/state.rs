use leptos::prelude::*;
use opora::form::{
    draft::{self, Draft},
    state::{FormState, Saving},
};
use opora_contract::{form::Form, language::Language, violation::Violation};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{
    device, sample,
    stage::Stage,
    wait::{eventually, settled, sleep_millis, until},
};

fn opened(draft: Draft) -> (Stage, FormState) {
    opened_of(sample::form(), draft)
}

/// Any form, with what its draft holds.
pub fn opened_of(form: Form, draft: Draft) -> (Stage, FormState) {
    Stage::owning(move || FormState::new(form, Language::Ru, &draft, Vec::new()))
}

/// The draft to go on with, of whatever form.
async fn kept() -> Option<Draft> {
    let all = draft::all().await.unwrap();
    let newest = all.first()?;
    draft::load(&newest.form, None).await.unwrap()
}

/// What kept drafts say, in the order of the alphabet.
async fn kept_subjects() -> Vec<String> {
    let all = draft::all().await.unwrap().into_iter();
    let mut subjects: Vec<_> = all
        .map(|draft| draft.values.get("subject").cloned().unwrap_or_default())
        .collect();
    subjects.sort();
    subjects
}

/// Waits until the device holds these drafts and no other.
async fn keeps_just(subjects: &[&str]) {
    eventually(&format!("kept is {subjects:?}"), async || {
        (kept_subjects().await == subjects).then_some(())
    })
    .await;
    // Nor does anything that was on its way change it.
    sleep_millis(50).await;
    assert_eq!(kept_subjects().await, subjects);
}

/// Waits until the device holds this answer.
async fn kept_answer(name: &str, expected: &str) -> Draft {
    eventually("the answer is kept", async || {
        kept().await.filter(|draft| {
            draft
                .values
                .get(name)
                .is_some_and(|value| value == expected)
        })
    })
    .await
}

fn message(violation: &Violation) -> Option<String> {
    Some(violation.message(Language::Ru))
}

#[wasm_bindgen_test]
async fn what_is_typed_is_kept_without_asking() {
    device::fresh().await;
    let (_page, form) = opened(sample::draft());
    assert_eq!(form.saving.get_untracked(), Saving::Nothing);
    form.set_value("subject", "Н".to_owned());
    let draft = kept_answer("subject", "Н").await;
    assert_eq!(draft.idempotency_key, form.idempotency_key.get_value());
    until("the form says so", || {
        matches!(form.saving.get_untracked(), Saving::Saved(_))
    })
    .await;
}

#[wasm_bindgen_test]
async fn last_letter_of_fast_typing_is_kept_too() {
    device::fresh().await;
    let (_page, form) = opened(sample::draft());
    let text = "Не приходит код подтверждения";
    for (end, letter) in text.char_indices() {
        form.set_value("subject", text[..end + letter.len_utf8()].to_owned());
        if end % 7 == 0 {
            settled().await;
        }
    }
    kept_answer("subject", text).await;
}

#[wasm_bindgen_test]
async fn form_that_is_opened_again_holds_what_was_typed() {
    device::fresh().await;
    let (page, form) = opened(sample::draft());
    form.set_value("subject", "Не приходит код".to_owned());
    form.set_value("consent", "yes".to_owned());
    let kept = kept_answer("consent", "yes").await;
    let key = form.idempotency_key.get_value();
    drop(page);
    let (_page, form) = opened(kept);
    assert_eq!(form.value("subject"), "Не приходит код");
    assert_eq!(form.value("consent"), "yes");
    assert_eq!(form.idempotency_key.get_value(), key);
    assert!(matches!(form.saving.get_untracked(), Saving::Saved(_)));
}

#[wasm_bindgen_test]
async fn mistake_is_shown_on_leaving_not_while_typing() {
    device::fresh().await;
    let (_page, form) = opened(sample::draft());
    form.set_value("email", "ivan@".to_owned());
    assert_eq!(form.error("email"), None);
    form.leave("email");
    assert_eq!(form.error("email"), message(&Violation::Email));
    assert!(form.summary.get_untracked().is_empty());
}

#[wasm_bindgen_test]
async fn shown_mistake_goes_as_soon_as_it_is_mended() {
    device::fresh().await;
    let (_page, form) = opened(sample::draft());
    form.set_value("email", "ivan@".to_owned());
    form.leave("email");
    form.set_value("email", "ivan@example".to_owned());
    assert_eq!(form.error("email"), message(&Violation::Email));
    form.set_value("email", "ivan@example.ru".to_owned());
    assert_eq!(form.error("email"), None);
}

#[wasm_bindgen_test]
async fn field_that_is_passed_by_is_no_mistake_yet() {
    device::fresh().await;
    let (_page, form) = opened(sample::draft());
    form.leave("subject");
    assert_eq!(form.error("subject"), None);
    form.set_value("subject", "Код".to_owned());
    form.set_value("subject", String::new());
    form.leave("subject");
    assert_eq!(form.error("subject"), None);
}

#[wasm_bindgen_test]
async fn sending_shows_every_mistake_in_the_order_of_the_fields() {
    device::fresh().await;
    let (_page, form) = opened(sample::draft());
    let mistakes = form
        .form
        .with_value(|form| form.check(&[].into(), 0))
        .unwrap_err();
    form.show_mistakes(&mistakes);
    let summary = form.summary.get_untracked();
    let fields: Vec<_> = summary.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(fields, ["subject", "description", "email", "consent"]);
    for (mistake, (field, line)) in mistakes.iter().zip(&summary) {
        assert_eq!(form.error(field), message(&mistake.violation));
        // Messages of several fields meet in the summary: each is said with its label.
        assert!(line.starts_with(field.as_str()), "{line}");
    }
}

#[wasm_bindgen_test]
async fn refusal_of_the_server_stands_at_its_field_in_its_words() {
    device::fresh().await;
    let (_page, form) = opened(sample::draft());
    let problem = sample::problem(
        422,
        &[
            ("/fields/email", "email", "Неверный адрес"),
            ("/attachments/0/id", "file_gone", "Файл больше не хранится"),
            ("/fields/hologram", "unknown_field", "Нет такого поля"),
        ],
    );
    assert!(form.show_problem(&problem));
    assert_eq!(form.error("email").as_deref(), Some("Неверный адрес"));
    assert_eq!(
        form.error("files").as_deref(),
        Some("Файл больше не хранится")
    );
    let fields: Vec<_> = form
        .summary
        .get_untracked()
        .into_iter()
        .map(|(field, _)| field)
        .collect();
    assert_eq!(fields, ["email", "files"]);
}

#[wasm_bindgen_test]
async fn refusal_that_belongs_to_no_field_is_left_to_the_page() {
    device::fresh().await;
    let (_page, form) = opened(sample::draft());
    let problem = sample::problem(422, &[("/form", "shape", "Нет такой формы")]);
    assert!(!form.show_problem(&problem));
    assert!(form.summary.get_untracked().is_empty());
}

#[wasm_bindgen_test]
async fn form_begun_anew_is_empty_and_sends_a_request_of_its_own() {
    device::fresh().await;
    let (_page, form) = opened(sample::draft());
    form.set_value("email", "ivan@".to_owned());
    form.leave("email");
    let key = form.idempotency_key.get_value();
    form.begin_anew(false);
    assert_eq!(form.value("email"), "");
    assert_eq!(form.error("email"), None);
    assert_eq!(form.saving.get_untracked(), Saving::Nothing);
    assert_ne!(form.idempotency_key.get_value(), key);
    form.set_value("subject", "Другое".to_owned());
    let draft = kept_answer("subject", "Другое").await;
    assert_ne!(draft.idempotency_key, key);
    assert!(!draft.values.contains_key("email"));
    keeps_just(&["Другое"]).await;
}

#[wasm_bindgen_test]
async fn deleted_draft_stays_gone_however_fast_the_next_is_typed() {
    device::fresh().await;
    let (_page, form) = opened(sample::draft());
    form.set_value("subject", "Первое".to_owned());
    // Its write has begun: what follows has to wait.
    leptos::task::tick().await;
    form.begin_anew(false);
    form.set_value("subject", "Второе".to_owned());
    keeps_just(&["Второе"]).await;
}

#[wasm_bindgen_test]
async fn draft_left_aside_stays_as_it_was_however_fast_the_next_is_typed() {
    device::fresh().await;
    let (_page, form) = opened(sample::draft());
    form.set_value("subject", "Перв".to_owned());
    leptos::task::tick().await;
    form.set_value("subject", "Первое".to_owned());
    form.begin_anew(true);
    assert_eq!(form.value("subject"), "");
    form.set_value("subject", "Второе".to_owned());
    form.begin_anew(true);
    form.set_value("subject", "Третье".to_owned());
    keeps_just(&["Второе", "Первое", "Третье"]).await;
    let keys: std::collections::BTreeSet<_> = draft::all()
        .await
        .unwrap()
        .into_iter()
        .map(|draft| draft.idempotency_key)
        .collect();
    assert_eq!(keys.len(), 3);
    assert!(keys.contains(&form.idempotency_key.get_value()));
}

#[wasm_bindgen_test]
async fn form_whose_draft_was_left_aside_does_not_say_that_it_is_saved() {
    device::fresh().await;
    let (_page, form) = opened(sample::draft());
    form.set_value("subject", "Первое".to_owned());
    form.leave("subject");
    form.begin_anew(true);
    assert_eq!(form.left.get_untracked(), Vec::<String>::new());
    assert!(!form.is_restored.get_untracked());
    keeps_just(&["Первое"]).await;
    assert_eq!(form.saving.get_untracked(), Saving::Nothing);
}

#[wasm_bindgen_test]
async fn page_left_right_after_a_draft_was_left_aside_loses_nothing_of_it() {
    device::fresh().await;
    let (page, form) = opened(sample::draft());
    form.set_value("subject", "Первое".to_owned());
    form.begin_anew(true);
    drop(page);
    keeps_just(&["Первое"]).await;
}

#[wasm_bindgen_test]
async fn sent_draft_stays_gone_though_a_write_was_on_its_way() {
    device::fresh().await;
    let (_page, form) = opened(sample::draft());
    form.set_value("subject", "Не приходит код".to_owned());
    settled().await;
    form.set_value("subject", "Не приходит код подтверждения".to_owned());
    form.stop_saving();
    draft::discard(&form.draft()).await.unwrap();
    eventually("the write has ended", async || {
        kept().await.is_none().then_some(())
    })
    .await;
    form.set_value("subject", "Вернись".to_owned());
    settled().await;
    sleep_millis(50).await;
    assert_eq!(kept().await, None);
}

#[wasm_bindgen_test]
async fn page_left_right_after_typing_loses_nothing() {
    device::fresh().await;
    let (page, form) = opened(sample::draft());
    form.set_value("subject", "Не приходит код".to_owned());
    drop(page);
    kept_answer("subject", "Не приходит код").await;
}

#[wasm_bindgen_test]
async fn page_left_while_a_write_runs_keeps_the_draft() {
    device::fresh().await;
    let (page, form) = opened(sample::draft());
    form.set_value("subject", "Не приходит код".to_owned());
    // The write has begun and cannot have ended: the database answers in later tasks.
    leptos::task::tick().await;
    drop(page);
    kept_answer("subject", "Не приходит код").await;
    sleep_millis(100).await;
    assert!(kept().await.is_some(), "the draft was discarded");
}

#[wasm_bindgen_test]
async fn page_left_while_a_write_runs_keeps_the_last_letter_too() {
    device::fresh().await;
    let (page, form) = opened(sample::draft());
    form.set_value("subject", "Не приходит ко".to_owned());
    leptos::task::tick().await;
    form.set_value("subject", "Не приходит код".to_owned());
    drop(page);
    kept_answer("subject", "Не приходит код").await;
}

#[wasm_bindgen_test]
async fn page_made_anew_in_another_language_holds_the_last_letter() {
    device::fresh().await;
    let (page, form) = opened(sample::draft());
    form.set_value("subject", "Не приходит код".to_owned());
    // Nothing is written yet: the database answers in later tasks.
    drop(page);
    let form = sample::form().name;
    let kept = draft::load(&form, None).await.unwrap().unwrap();
    assert_eq!(kept.values["subject"], "Не приходит код");
}

#[wasm_bindgen_test]
async fn draft_older_than_its_form_holds_only_what_the_form_asks_for() {
    device::fresh().await;
    let mut draft = sample::draft();
    for name in ["subject", "hologram"] {
        draft.values.insert(name.to_owned(), "Ответ".to_owned());
    }
    draft.saved_at = "2026-11-22T09:30:00.000Z".to_owned();
    let (_page, form) = opened(draft.clone());
    assert_eq!(form.value("subject"), "Ответ");
    assert_eq!(form.value("hologram"), "");
    assert!(form.is_restored.get_untracked());
    let mistakes = form
        .form
        .with_value(|known| known.check(&form.values.get_untracked(), 0))
        .unwrap_err();
    let fields: Vec<_> = mistakes.iter().map(|found| found.field.as_str()).collect();
    assert!(!fields.contains(&"hologram"), "{fields:?}");
    draft.values.remove("subject");
    let (_page, form) = opened(draft);
    assert!(!form.is_restored.get_untracked(), "nothing came back");
}

#[wasm_bindgen_test]
async fn answer_is_shown_as_it_will_be_sent_once_its_field_is_left() {
    device::fresh().await;
    let (_page, form) = opened_of(sample::application(), sample::draft());
    for (name, typed, shown) in [
        ("subject", "  Не   приходит\tкод ", "Не приходит код"),
        ("phone", "8 (912) 345-67-89", "+7 912 345‑67‑89"),
        ("inn", "50 01 007322 59", "500100732259"),
        ("snils", "11223344595", "112-233-445 95"),
        ("passport", "45 09 №123456", "4509 123456"),
        ("number", " 7kq422h2", "7KQ4-22H2"),
        ("day", "2026–03–14", "2026-03-14"),
    ] {
        form.set_value(name, typed.to_owned());
        assert_eq!(form.value(name), typed, "while it is typed");
        form.leave(name);
        assert_eq!(form.value(name), shown);
        assert_eq!(form.error(name), None);
        // Left once more, it stays.
        form.leave(name);
        assert_eq!(form.value(name), shown);
    }
    kept_answer("phone", "+7 912 345‑67‑89").await;
}

#[wasm_bindgen_test]
async fn wrong_answer_stays_as_it_was_typed() {
    device::fresh().await;
    let (_page, form) = opened_of(sample::application(), sample::draft());
    for (name, typed) in [
        ("phone", " 12 "),
        ("snils", "112-233-445 96"),
        ("day", "завтра "),
        ("number", "7KQ4-22HZ"),
    ] {
        form.set_value(name, typed.to_owned());
        form.leave(name);
        assert!(form.error(name).is_some(), "{name}");
        assert_eq!(form.value(name), typed);
    }
}

#[wasm_bindgen_test]
async fn only_a_phone_is_spaced_as_one() {
    device::fresh().await;
    let (_page, form) = opened_of(sample::application(), sample::draft());
    // As many bytes as a phone has.
    for text in ["+7абвгд", "+79123456789"] {
        form.set_value("subject", text.to_owned());
        form.leave("subject");
        assert_eq!(form.value("subject"), text);
    }
}

#[wasm_bindgen_test]
async fn day_in_another_order_is_repaired_with_what_was_meant() {
    device::fresh().await;
    let (_page, form) = opened_of(sample::application(), sample::draft());
    form.set_value("day", "14.03.2026".to_owned());
    assert_eq!(form.repair("day"), None, "nothing is wrong while typing");
    form.leave("day");
    let meant = form.repair("day");
    assert_eq!(meant.as_deref(), Some("2026-03-14"));
    form.set_value("day", meant.unwrap());
    assert_eq!(form.error("day"), None);
    assert_eq!(form.repair("day"), None);
    for hopeless in ["31.02.2026", "вчера"] {
        form.set_value("day", hopeless.to_owned());
        form.leave("day");
        assert!(form.error("day").is_some(), "{hopeless}");
        assert_eq!(form.repair("day"), None, "{hopeless}");
    }
    // Of a further entry, too.
    let group = sample::slug("documents");
    form.add_entry(&group);
    form.set_value("day-2", "1.4.2026".to_owned());
    form.leave("day-2");
    assert_eq!(form.repair("day-2").as_deref(), Some("2026-04-01"));
}

#[wasm_bindgen_test]
async fn advice_begins_with_the_first_leaving_of_a_field_that_says_something() {
    device::fresh().await;
    let (_page, form) = opened(sample::draft());
    let left = || form.left.get_untracked();
    form.leave("subject");
    assert_eq!(left(), Vec::<String>::new());
    form.set_value("subject", "Проблема с порталом".to_owned());
    assert_eq!(left(), Vec::<String>::new());
    form.leave("subject");
    form.leave("subject");
    assert_eq!(left(), ["subject"]);
    // Wrong is left as well.
    form.set_value("email", "ivan@".to_owned());
    form.leave("email");
    assert_eq!(left(), ["subject", "email"]);
    form.begin_anew(false);
    assert_eq!(left(), Vec::<String>::new());
}

/// Keys of the questions that are asked now.
fn asked(form: FormState) -> Vec<String> {
    untrack(|| form.asked(|question| question.key.clone()))
}

#[wasm_bindgen_test]
async fn questions_follow_the_answers_and_answers_outlive_their_questions() {
    device::fresh().await;
    let (_page, form) = opened_of(sample::application(), sample::draft());
    let is_asked = |key: &str| asked(form).iter().any(|asked| asked == key);
    assert!(!is_asked("other") && !is_asked("inn"));
    form.set_value("reason", "other".to_owned());
    assert!(is_asked("other"));
    form.set_value("other", "Порвалась".to_owned());
    form.set_value("reason", "lost".to_owned());
    assert!(!is_asked("other"));
    // Neither missing nor sent.
    let filled = form
        .form
        .with_value(|known| known.check(&form.values.get_untracked(), 0))
        .unwrap();
    let sent: Vec<_> = filled.values.keys().collect();
    assert_eq!(sent, ["reason"]);
    kept_answer("reason", "lost").await;
    assert_eq!(kept().await.unwrap().values["other"], "Порвалась");
    form.set_value("reason", "other".to_owned());
    assert_eq!(form.value("other"), "Порвалась");
}

#[wasm_bindgen_test]
async fn text_on_demand_is_asked_of_those_who_brought_one_even_once_it_is_erased() {
    device::fresh().await;
    let (_page, form) = opened_of(sample::application(), sample::draft());
    assert!(!asked(form).contains(&"context".to_owned()));
    let mut draft = sample::draft();
    let brought = ("context".to_owned(), "Код не пришёл".to_owned());
    draft.values.extend([brought]);
    let (_page, form) = opened_of(sample::application(), draft);
    assert!(asked(form).contains(&"context".to_owned()));
    form.set_value("context", String::new());
    assert!(asked(form).contains(&"context".to_owned()));
}

#[wasm_bindgen_test]
async fn entries_are_added_up_to_the_last_and_kept_though_empty() {
    device::fresh().await;
    let (_page, form) = opened_of(sample::application(), sample::draft());
    let group = sample::slug("documents");
    let entries = |form: FormState| untrack(|| form.entries(&group));
    assert_eq!(entries(form), 1);
    assert_eq!(form.add_entry(&group).as_deref(), Some("document-2"));
    assert_eq!(form.add_entry(&group).as_deref(), Some("document-3"));
    assert_eq!(form.add_entry(&group), None, "three are the most");
    assert_eq!(entries(form), 3);
    let documents: Vec<_> = asked(form)
        .into_iter()
        .filter(|key| key.starts_with("d"))
        .collect();
    let expected = [
        "document",
        "day",
        "document-2",
        "day-2",
        "document-3",
        "day-3",
    ];
    assert_eq!(documents, expected);
    form.set_value("day-2", "2026-03-14".to_owned());
    let draft = kept_answer("day-2", "2026-03-14").await;
    let (_page, form) = opened_of(sample::application(), draft);
    assert_eq!(entries(form), 3);
}

#[wasm_bindgen_test]
async fn entry_that_is_taken_out_lets_those_after_it_move_up() {
    device::fresh().await;
    let (_page, form) = opened_of(sample::application(), sample::draft());
    let group = sample::slug("documents");
    form.add_entry(&group);
    form.add_entry(&group);
    for (key, text) in [
        ("document", "Паспорт"),
        ("day", "14.03.2026"),
        ("document-2", "Справка"),
        ("document-3", "Выписка"),
        ("day-3", "2026-03-15"),
        ("phone", "12"),
    ] {
        form.set_value(key, text.to_owned());
        form.leave(key);
    }
    form.remove_entry(&group, 1);
    let shown = ["document", "day", "document-2", "day-2"].map(|key| form.value(key));
    assert_eq!(shown, ["Справка", "", "Выписка", "2026-03-15"]);
    assert_eq!(untrack(|| form.entries(&group)), 2);
    // The mistake stood under another answer.
    assert_eq!(form.error("day"), None);
    assert!(form.error("phone").is_some(), "that of another field stays");
    let draft = kept_answer("document-2", "Выписка").await;
    assert!(!draft.values.contains_key("document-3"));
    form.remove_entry(&group, 2);
    assert_eq!(form.value("document"), "Справка");
    assert_eq!(untrack(|| form.entries(&group)), 1);
}

#[wasm_bindgen_test]
async fn mistake_in_a_further_entry_stands_at_its_own_key() {
    device::fresh().await;
    let (_page, form) = opened_of(sample::application(), sample::draft());
    let problem = sample::problem(422, &[("/fields/day-2", "date", "Неверная дата")]);
    assert!(form.show_problem(&problem));
    assert_eq!(form.error("day-2").as_deref(), Some("Неверная дата"));
    assert_eq!(form.error("day"), None);
    let summary = form.summary.get_untracked();
    let line = ("day-2".to_owned(), "day (2). Неверная дата".to_owned());
    assert_eq!(summary, [line]);
}

#[wasm_bindgen_test]
async fn number_of_a_person_is_neither_in_the_draft_nor_in_the_last_moment() {
    const NUMBERS: [(&str, &str); 3] = [
        ("inn", "500100732259"),
        ("snils", "112-233-445 95"),
        ("passport", "4509 123456"),
    ];
    device::fresh().await;
    let (page, form) = opened_of(sample::application(), sample::draft());
    form.set_value("identity", "inn".to_owned());
    for (name, number) in NUMBERS {
        form.set_value(name, number.to_owned());
        form.leave(name);
    }
    form.set_value("subject", "Справка".to_owned());
    let draft = kept_answer("subject", "Справка").await;
    let mut names: Vec<_> = draft.values.keys().collect();
    names.sort();
    assert_eq!(names, ["identity", "subject"]);
    form.set_value("subject", "Справка о доходах".to_owned());
    // The form has them as long as it is open.
    assert_eq!(form.value("inn"), "500100732259");
    drop(page);
    let is_there = |held: &[String], text: &str| held.iter().any(|line| line.contains(text));
    eventually("the last moment or the draft holds it", async || {
        is_there(&device::holds().await, "Справка о доходах").then_some(())
    })
    .await;
    let held = eventually("the draft is written", async || {
        let drafts = draft::all().await.unwrap();
        let is_written = drafts[0].values["subject"] == "Справка о доходах";
        is_written.then_some(())?;
        Some(device::holds().await)
    })
    .await;
    for (name, number) in NUMBERS {
        assert!(!is_there(&held, number), "{name} in {held:?}");
    }
}
