//! Exports of requests that nobody would send, and of those that everybody does.

use lopdf::{Document, Object};
use opora_contract::language::Language;
use serde_json::{Value, json};

use super::*;

const NOW: Moment = Moment(1_795_165_200);

fn request(change: impl FnOnce(&mut Value)) -> Request {
    let event = json!({"id": 1, "at": "2026-11-20T09:00:00Z", "kind": "created", "status": "accepted",
        "actor": "applicant", "reason": "Обращение зарегистрировано"});
    let file = json!({"id": "a", "name": "Снимок экрана.png", "description": "Ошибка", "file_type": "PNG", "bytes": 1_234_567});
    let mut value = json!({
        "number": "7KQ422H2", "form": "feedback", "kind": "complaint", "status": "waiting_documents",
        "subject": "Не приходит код входа", "sent_at": "2026-11-20T09:00:00Z",
        "changed_at": "2026-11-22T21:30:00Z", "department": "Отдел цифровых сервисов",
        "assignee": "Мария Соколова", "term": {"from": "2026-11-25", "to": "2026-11-27"},
        "actions": [{"text": "Пришлите снимок экрана с ошибкой", "due": "2026-12-02"}],
        "editable_until": "2026-11-20T09:30:00Z",
        "fields": [
            {"name": "category", "label": "Тип обращения", "value": "complaint", "shown": "Жалоба"},
            {"name": "description", "label": "Описание",
                "value": "Запросил код три раза, ни одного сообщения не пришло.\n\nПроверял утром и вечером."},
            {"name": "phone", "label": "Телефон", "value": "+79123456789"},
        ],
        "files": [file],
        "events": [event],
        "messages": [
            {"id": 1, "at": "2026-11-21T08:00:00Z", "actor": "staff", "by": "Мария Соколова",
                "text": "Здравствуйте! Подскажите, на какой номер вы ждёте код?"},
            {"id": 2, "at": "2026-11-21T10:00:00Z", "actor": "applicant",
                "text": "На тот, что указан в обращении.", "files": [file]},
        ],
    });
    change(&mut value);
    serde_json::from_value(value).unwrap()
}

fn pdf(request: &Request) -> Document {
    let bytes = write(request, Format::Pdf, Language::Ru, NOW).unwrap();
    // To be looked at: `OPORA_TEST_PDF=/tmp/a.pdf`.
    if let Ok(path) = std::env::var("OPORA_TEST_PDF") {
        std::fs::write(path, &bytes).unwrap();
    }
    Document::load_mem(&bytes).unwrap()
}

/// All text in one line, as a person would search it.
fn said(document: &Document) -> String {
    let pages: Vec<_> = document.get_pages().into_keys().collect();
    let text = document.extract_text(&pages).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How often each structure type is used.
fn tags(document: &Document, name: &str) -> usize {
    let objects = document.objects.values();
    let tags = objects.filter_map(|object| object.as_dict().ok()?.get(b"S").ok()?.as_name().ok());
    tags.filter(|tag| *tag == name.as_bytes()).count()
}

fn catalogue(document: &Document, key: &[u8]) -> Object {
    document.catalog().unwrap().get(key).unwrap().clone()
}

#[test]
fn pdf_says_all_that_the_request_holds() {
    let document = pdf(&request(|_| {}));
    let said = said(&document);
    for text in [
        "Обращение 7KQ4-22H2",
        "Не приходит код входа",
        "Ожидание документов",
        "20.11.2026, 12:00",
        "23.11.2026, 00:30",
        "Отдел цифровых сервисов",
        "25.11.2026 – 27.11.2026",
        "Пришлите снимок экрана с ошибкой; до 02.12.2026",
        "Жалоба",
        "ни одного сообщения не пришло.",
        "Снимок экрана.png (1,2 МБ): Ошибка",
        "Мария Соколова, 21.11.2026, 11:00",
        "На тот, что указан в обращении.",
        "Обращение зарегистрировано",
        "1 из 1",
    ] {
        let text = text.replace('\u{a0}', " ");
        let said = said.replace('\u{a0}', " ");
        assert!(said.contains(&text), "{text} is not in\n{said}");
    }
}

#[test]
fn pdf_can_be_listened_to() {
    let document = pdf(&request(|_| {}));
    let marked = catalogue(&document, b"MarkInfo");
    let marked = marked.as_dict().unwrap().get(b"Marked").unwrap();
    assert!(marked.as_bool().unwrap());
    assert_eq!(catalogue(&document, b"Lang").as_str().unwrap(), b"ru");
    let preferences = catalogue(&document, b"ViewerPreferences");
    let preferences = document
        .dereference(&preferences)
        .unwrap()
        .1
        .as_dict()
        .unwrap()
        .clone();
    assert!(
        preferences
            .get(b"DisplayDocTitle")
            .unwrap()
            .as_bool()
            .unwrap()
    );
    assert!(document.catalog().unwrap().has(b"Outlines"));
    assert_eq!((tags(&document, "H1"), tags(&document, "H2")), (1, 5));
    assert_eq!((tags(&document, "Table"), tags(&document, "TH")), (1, 4));
    assert_eq!(tags(&document, "TD"), 4);
    let embedded = document.objects.values().filter(|object| {
        object
            .as_dict()
            .is_ok_and(|font| font.has(b"FontFile3") || font.has(b"FontFile2"))
    });
    assert_eq!(embedded.count(), 2);
}

#[test]
fn long_journal_goes_on_over_pages_with_its_head() {
    let request = request(|value| {
        let event = value["events"][0].clone();
        let rows = (1..=1_000).map(|at| {
            let mut row = event.clone();
            row["id"] = json!(at);
            row["reason"] = json!(format!(
                "Запись номер {at}, и к ней несколько слов, чтобы строк было больше одной"
            ));
            row
        });
        value["events"] = Value::Array(rows.collect());
    });
    let document = pdf(&request);
    let pages = document.get_pages().len();
    assert!((30..80).contains(&pages), "{pages} pages");
    let said = said(&document).replace('\u{a0}', " ");
    for at in [1, 500, 1_000] {
        assert!(said.contains(&format!("Запись номер {at},")), "{at}");
    }
    assert_eq!(said.matches("Что произошло").count(), pages);
    assert_eq!(
        tags(&document, "TH"),
        4,
        "a head that is repeated is read out once"
    );
    assert!(said.contains(&format!("{pages} из {pages}")));
}

#[test]
fn hostile_text_breaks_neither_pdf_nor_text() {
    let long = "Ы".repeat(4_000);
    let lines = "строка\n".repeat(300);
    let zalgo = format!("з{}", "\u{301}\u{489}".repeat(500));
    for hostile in [
        "<script>alert(1)</script> (скобки) \\ %PDF-1.7 endobj stream",
        "\u{202e}задом наперёд\u{202c} \u{2067}\u{2066}",
        "нуль\u{200b}вой\u{feff} \u{0}\u{7}\u{ad}перенос",
        "😀👩‍👩‍👧‍👦🏳️‍🌈 中文 العربية עברית हिन्दी",
        "\u{10ffff}\u{e000}\u{fffd}\u{ffff}",
        "",
        " ",
        "\n\n\n",
        &long,
        &lines,
        &zalgo,
    ] {
        let request = request(|value| {
            value["subject"] = json!(hostile);
            value["department"] = json!(hostile);
            value["fields"][1]["label"] = json!(hostile);
            value["fields"][1]["value"] = json!(hostile);
            value["messages"][0]["text"] = json!(hostile);
            value["messages"][0]["by"] = json!(hostile);
            value["files"][0]["name"] = json!(hostile);
            value["events"][0]["reason"] = json!(hostile);
            value["actions"][0]["text"] = json!(hostile);
        });
        let document = pdf(&request);
        assert!(said(&document).contains("Обращение 7KQ4-22H2"), "{hostile}");
        let text = write(&request, Format::Txt, Language::En, NOW).unwrap();
        let text = String::from_utf8(text).unwrap();
        assert!(
            !text
                .chars()
                .any(|c| c.is_control() && c != '\r' && c != '\n')
        );
    }
}

#[test]
fn text_keeps_what_was_typed_from_passing_for_ours() {
    let request = request(|value| {
        value["fields"][1]["value"] = json!("Первая строка\nИстория обращения\n-----------------");
    });
    let text = write(&request, Format::Txt, Language::Ru, NOW).unwrap();
    let text = String::from_utf8(text).unwrap();
    assert!(text.starts_with("Обращение 7KQ4-22H2\r\n===================\r\n"));
    assert_eq!(text.matches("\r\nИстория обращения\r\n").count(), 1);
    assert!(text.contains("Описание:\r\n    Первая строка\r\n    История обращения\r\n"));
    assert!(text.contains("20.11.2026, 12:00 | Принято | Заявитель: Обращение зарегистрировано"));
}

#[test]
fn json_is_the_request_as_the_api_gives_it() {
    let request = request(|_| {});
    let json = write(&request, Format::Json, Language::Ru, NOW).unwrap();
    assert_eq!(serde_json::from_slice::<Request>(&json).unwrap(), request);
}

#[test]
fn only_what_is_still_missing_is_to_be_done() {
    let text = |actions: Value| {
        let request = request(|value| value["actions"] = actions);
        let bytes = write(&request, Format::Txt, Language::Ru, NOW).unwrap();
        String::from_utf8(bytes).unwrap()
    };
    let provided = json!({"text": "Скан паспорта", "state": "provided"});
    let missing = json!({"text": "Справка о доходах"});
    let some = text(json!([provided, missing]));
    assert!(some.contains("Справка о доходах") && !some.contains("Скан паспорта"));
    let none = text(json!([provided]));
    assert!(
        none.contains("Дальнейшие действия не\u{a0}требуются"),
        "{none}"
    );
}
